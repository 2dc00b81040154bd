/** True for an image made for Windows, by its name: .NET Framework runs nowhere else, whatever the tag says. */
export function isWindowsImage(name: string): boolean {
  return /\/windows\/|mcr\.microsoft\.com\/windows(:|$)|servercore|nanoserver|windows-?ltsc|[:-]ltsc20\d\d|(^|\/)dotnet\/framework\/|^(docker\.io\/)?microsoft\/(iis|aspnet|dotnet-framework)(:|$)/i.test(
    name,
  );
}
