/** An address that opens, an image, an attachment (GitHub writes both as links) or a reference to an issue of another repository. */
const link = /https?:\/\/\S|<img\s|\]\(\s?[^\s)]|(?<![\w.-])www\.[a-z0-9]|(?<![\w.-])[\w.-]{1,100}\/[\w.-]{1,100}#\d/i;

/** True when a text links or holds a document, whatever it is. */
export function holdsDocument(text: string): boolean {
  return link.test(text);
}

/** A text without its images and the files deposited with it: what is written, to be read as such. The words of a link stay. */
export function withoutFiles(text: string): string {
  return text
    .replaceAll(/!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)/g, ' ')
    .replaceAll(/<img\s[^>\n]{0,2000}>/gi, ' ')
    .replaceAll(/\]\(https:\/\/github\.com\/(?:user-attachments|[\w.-]{1,100}\/[\w.-]{1,100}\/(?:files|assets))\/[^)\n]{0,2000}\)/gi, '] ')
    .replaceAll(/https:\/\/(?:github\.com\/user-attachments|user-images\.githubusercontent\.com)\/\S{0,2000}/gi, ' ');
}

/** Documents that are made for such a request, as an alternation for a pattern on bare text. */
export const documentsAwaited =
  "dats?|dag|dal|dae|dex|schemas?(?: d'architecture| technique)?|dossier d'archi(?:tecture)?(?: technique)?|matrice(?: des flux| de flux)?|documents?|documentation|expression de besoins?|pca|pra";
