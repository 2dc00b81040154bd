import type { CheckReport, Unread } from '../dossier/checks/check.ts';
import { say } from '../words/sentence.ts';
import type { TextFile } from '../inspect/files/text-file.ts';
import type { InspectInput } from '../inspect/repository.ts';
import { type Outcome, strangers } from '../reader/reader.ts';

/** Inspects files, or tells why that has no end. */
export type Inspecting = (input: InspectInput) => Promise<Outcome<CheckReport>>;

const inThread: Inspecting = (input) => strangers.read('inspect', input);

/** Files without end that are looked for in one repository; one that has more of them was made to have them. */
const MAX_UNREADABLE = 3;

/** Checks files in the thread that reads strangers' files. Where that does not end, the files that do not end by themselves are left out, and told as unread; if the others do not end together, none is read. */
export async function inspectApart(given: InspectInput, inspecting = inThread): Promise<CheckReport> {
  const whole = await inspecting(given);
  if (whole.kind === 'read') return whole.value;
  const input = { ...given, hurried: given.hurried === true || whole.late };
  if (input.renderings !== undefined && input.renderings.length > 0)
    return inspectApart({ ...input, renderings: [], noHelm: say`ce qu’ils produisent est trop long à lire` }, inspecting);
  const unreadable = await findUnreadable(input, inspecting);
  const left = new Set(unreadable.map(({ path }) => path));
  const rest = { ...input, files: input.files.filter(({ path }) => !left.has(path)), unread: [...input.unread, ...unreadable] };
  const others = unreadable.length > MAX_UNREADABLE || unreadable.length === 0 ? whole : await inspecting(rest);
  if (others.kind === 'read') return others.value;
  const none = await inspecting({ ...rest, files: [], unread: [...rest.unread, nothingRead(input.files, others.because)] });
  if (none.kind === 'read') return none.value;
  throw new Error(`no file is read, and yet: ${none.because}`);
}

/** Each file by itself; not one more than needed to know that there are too many. */
async function findUnreadable({ paths, files, ...rest }: InspectInput, inspecting: Inspecting): Promise<readonly Unread[]> {
  const found: Unread[] = [];
  for (const file of files) {
    if (found.length > MAX_UNREADABLE) break;
    const alone = await inspecting({ ...rest, paths, files: [file], unread: [] });
    if (alone.kind === 'unreadable') found.push({ path: file.path, because: say`ce fichier est illisible : ${[alone.because]}` });
  }
  return found;
}

function nothingRead(files: readonly TextFile[], because: string): Unread {
  return {
    path: '.',
    because: say`aucun des ${files.length} fichiers à vérifier n’a été lu, leur lecture ensemble n’ayant pas de fin : ${[because]}`,
  };
}
