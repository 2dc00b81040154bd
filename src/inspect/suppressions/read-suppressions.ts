import { excerpt } from '../../answers/excerpt.ts';
import { type RuleName, ruleNames } from '../../config/checks-schema.ts';
import type { Place, Remark } from '../../dossier/checks/check.ts';
import { nearestName } from '../../words/nearest.ts';
import { say } from '../../words/sentence.ts';
import type { TextFile } from '../files/text-file.ts';
import { isTemplateFile } from '../kubernetes/templated.ts';
import { dockerfileComments, type FileComment, yamlComments } from './comments.ts';
import { type Cover, coverBlocks, coverInstructions, type LineRange } from './covered-lines.ts';

/** A rule that a comment sets aside for some lines of its file, with why. */
export interface Suppression {
  readonly rule: RuleName;
  /** Of the comment. */
  readonly place: Place;
  readonly covered: LineRange;
  readonly reason: string;
}

/** The suppressions of a file, and the comments that set nothing aside. */
export interface ReadSuppressions {
  readonly suppressions: readonly Suppression[];
  readonly remarks: readonly Remark[];
}

const written = /^#\s*accostage\s*:\s*ignore\s*=\s*([^\s]*)\s*(.*)$/i;

/** What people write for it: it must not look as if it counted. */
const nearlyWritten = /^#\s*accostage\W{0,5}ignor/i;

/** Comments of one file that are read; one that has more of them was made to have them. */
const MAX_COMMENTS = 100;

/** Reads `# accostage: ignore=<règle>[,<règle>] <motif>` in a file: it counts with a rule that exists, a reason, and something below it or on its line. Never throws. */
export function readSuppressions(file: SuppressibleFile): ReadSuppressions {
  const { suppressions, remarks } = readOwnLines(file);
  const above = (file.firstLine ?? 1) - 1;
  const down = (place: Place): Place => ({ ...place, line: place.line + above });
  return {
    suppressions: suppressions.map(({ covered: { from, to }, ...one }) => ({
      ...one,
      place: down(one.place),
      covered: { from: from + above, to: to + above },
    })),
    remarks: remarks.map((remark) => ({ ...remark, place: down(remark.place) })),
  };
}

type SuppressibleFile = TextFile & { readonly kind: 'dockerfile' | 'yaml' };

function readOwnLines(file: SuppressibleFile): ReadSuppressions {
  const nothing = { suppressions: [], remarks: [] };
  if (!/accostage\W{0,5}ignor/i.test(file.text)) return nothing;
  const all = file.kind === 'dockerfile' ? dockerfileComments(file.text) : yamlComments(file.text);
  const isTemplate = file.kind === 'yaml' && isTemplateFile(file.text);
  const comments = all.flatMap((comment) => eachOf(comment, isTemplate)).filter(({ text }) => nearlyWritten.test(text));
  const mistaken = notComments(file, all);
  if (comments.length === 0) return { ...nothing, remarks: mistaken };
  const cover = file.kind === 'dockerfile' ? coverInstructions(file.text) : coverBlocks(file.text);
  const read = comments.slice(0, MAX_COMMENTS).flatMap((comment) => readComment(file.path, comment, cover));
  const [unread] = comments.slice(MAX_COMMENTS);
  const place = unread === undefined ? null : { path: file.path, line: unread.line };
  return {
    suppressions: read.flatMap((one) => ('rule' in one ? one : [])),
    remarks: [
      ...read.flatMap((one) => ('rule' in one ? [] : one)),
      ...mistaken,
      ...(place === null
        ? []
        : [
            {
              place,
              because: say`à partir d’ici, les règles ignorées de ce fichier ne sont plus lues : il y en a plus de ${MAX_COMMENTS}`,
            },
          ]),
    ],
  };
}

/** Two of them written one after the other on a line. After anything else, it is only spoken of; at the end of a template's line, the first `#` may stand in a value. */
function eachOf(comment: FileComment, isTemplate: boolean): readonly FileComment[] {
  if (!nearlyWritten.test(comment.text) && (comment.alone || !isTemplate)) return [comment];
  return comment.text.split(/\s(?=#\s*accostage\s*:)/i).map((text) => ({ ...comment, text }));
}

const mention = /#\s*accostage\W{0,5}ignor/i;

/** What looks like one, and is a part of an instruction or of a value: nobody reads it as a comment. Of a comment that speaks of it, there is nothing to say. */
function notComments({ path, text }: TextFile, comments: readonly FileComment[]): readonly Remark[] {
  const read = new Set(comments.flatMap((comment) => (mention.test(comment.text) ? [comment.line] : [])));
  const lines = text.split('\n').flatMap((line, index) => (mention.test(line) ? [index + 1] : []));
  return lines
    .filter((line) => !read.has(line))
    .slice(0, MAX_COMMENTS)
    .map((line) => ({
      place: { path, line },
      because: say`ce n’est pas ici un commentaire, mais du texte du fichier : rien n’est ignoré`,
    }));
}

function readComment(path: string, comment: FileComment, cover: Cover): readonly (Suppression | Remark)[] {
  const place = { path, line: comment.line };
  const [, first, rest] = written.exec(comment.text) ?? [];
  if (first === undefined || rest === undefined)
    return [{ place, because: say`ce commentaire n’ignore rien : il s’écrit ${'# accostage: ignore=<règle> <motif>'}` }];
  const { names, reason } = readNames(first, rest);
  const covered = cover(comment);
  return names.map((name): Suppression | Remark => {
    const rule = ruleNames.find((known) => known === name.toLowerCase());
    if (rule === undefined) return { place, because: unknownRule(name) };
    if (!/\p{Letter}{2}/u.test(reason))
      return { place, because: say`la règle ${rule} n’est pas ignorée : il manque le motif (${`# accostage: ignore=${rule} pourquoi`})` };
    if (covered === null) return { place, because: say`la règle ${rule} n’est pas ignorée : rien ne suit ce commentaire` };
    return { rule, place, covered, reason: excerpt(reason) };
  });
}

/** Rules are parted by commas, after which a space is a habit: a rule that follows one is another, anything else begins the reason. No more names are read than there are rules. */
function readNames(first: string, rest: string): { readonly names: readonly string[]; readonly reason: string } {
  let [list, reason] = [first, rest];
  for (let count = 1; count < ruleNames.length && list.endsWith(','); count += 1) {
    const [, next = '', after = ''] = /^(\S+)\s*(.*)$/.exec(reason) ?? [];
    if (!ruleNames.some((known) => known === next.replace(/,.*$/, '').toLowerCase())) break;
    [list, reason] = [`${list}${next}`, after];
  }
  return { names: list.replace(/(?<=.),$/, '').split(',', ruleNames.length), reason };
}

function unknownRule(name: string) {
  const nearest = nearestName(name, ruleNames);
  const hint = nearest === null ? say`docs/verifications.md les donne toutes` : say`peut-être ${nearest}`;
  return say`rien n’est ignoré : la règle ${excerpt(name)} n’existe pas (${hint})`;
}
