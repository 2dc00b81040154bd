/** The resources that a dossier declares for an environment. */
export interface DeclaredResources {
  /** As it is written; null: for each of them. */
  readonly environment: string | null;
  /** Cores; null where they are not said. */
  readonly cpu: number | null;
  /** Bytes; null where they are not said. */
  readonly memory: number | null;
}

/** What a dossier declares; empty where it says nothing of it, `unread` where it does, and not in a way that is read. */
export type DeclaredText = readonly DeclaredResources[] | 'unread';

/** What the answers of a dossier declare, as `readDeclaredResources` reads them. Pure; never throws. */
export function readDeclaredText(text: string): DeclaredText {
  const declared = readDeclaredResources(text);
  return declared.length === 0 && /\d/.test(text) && namesOne.test(text) ? 'unread' : declared;
}

/** Lines that are read of a text, and characters of each: more than a person needs. */
const MAX_LINES = 100;
const MAX_LENGTH = 300;

/**
 * What a text declares of processor and memory, line by line: « production : 6 vCPU, 16 Go de RAM », « par environnement : 500m de CPU et 512 Mi ». A unit is
 * needed; « Go » is taken for Gi, the larger; of several figures, the largest. Disks, what is said of each pod, products, and lines that give neither, are left
 * out: nobody is accused by what may be more. Pure; never throws.
 */
export function readDeclaredResources(text: string): readonly DeclaredResources[] {
  return text
    .split(/[\n;]/)
    .slice(0, MAX_LINES)
    .flatMap((line): readonly DeclaredResources[] => {
      const written = line.slice(0, MAX_LENGTH).replaceAll(/[\u00A0\u202F]/g, ' ');
      if (isOfOnePod.test(written) || isProduct.test(written)) return [];
      const [cpu, memory] = [readCpu(written), readMemory(written)];
      return cpu === null && memory === null ? [] : [{ environment: environmentIn(written), cpu, memory }];
    });
}

const isOfOnePod =
  /(?:\bpar|\/) ?(?:pod|r[ée]plica|conteneur|container|instance|n(?:oe|œ)ud|node|serveur|vm|machine|service|composant|application)/i;
const isProduct = /\d ?[x×*] ?\d/i;

const cpuUnit = '(?:v ?cpus?|cpus?|c(?:oe|œ)urs?|v?cores?|vc(?:oe|œ)urs?|processeurs?)';
const cpuBefore = new RegExp(`(\\d+(?:[.,]\\d+)?) ?(m|milli)?(?: de)? ?${cpuUnit}(?![\\p{L}\\d])`, 'giu');
const cpuAfter = new RegExp(`(?<![\\p{L}\\d])${cpuUnit} ?[:=] ?(\\d+(?:[.,]\\d+)?) ?(m)?(?![\\p{L}\\d])`, 'giu');
const namesOne = new RegExp(`(?<![\\p{L}\\d])(?:${cpuUnit}|ram|m[ée]moire|[mgt](?:i?o|ib?))(?![\\p{L}\\d])`, 'iu');

function readCpu(line: string): number | null {
  const before = [...line.matchAll(cpuBefore)];
  const figures = before.length > 0 ? before : [...line.matchAll(cpuAfter)];
  return largest(figures.map(([, digits = '', milli]) => numberOf(digits) / (milli === undefined ? 1 : 1000)));
}

const sizes: Readonly<Record<string, number>> = { m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };

function readMemory(line: string): number | null {
  const figures = [...line.matchAll(/(\d+(?:[.,]\d+)?) ?([mgt])(?:i?[ob]?)(?![\p{L}\d])(?<rest>[^,;|\d]{0,40})/giu)].filter(
    // « 500m de CPU » is no memory; a disk is not either.
    ([, , , rest = '']) => !/\b(v?cpu|c(oe|œ)ur|core)|disque|stockage|volume|s3|pvc|donn[ée]es|base/i.test(rest),
  );
  const named = figures.filter(([, , , rest = '']) => /ram|m[ée]moire|memory/i.test(rest));
  const isAlone = figures.length === 1 && !/disque|stockage|volume|pvc/i.test(line);
  const kept = named.length > 0 ? named : isAlone ? figures : [];
  return largest(kept.map(([, digits = '', unit = '']) => numberOf(digits) * (sizes[unit.toLowerCase()] ?? 0)));
}

function largest(figures: readonly number[]): number | null {
  return figures.length === 0 ? null : Math.max(...figures);
}

function numberOf(digits: string): number {
  return Number(digits.replace(',', '.'));
}

/** What stands before the colon, or before the first figure; else the environments that the line names. Null where it says each of them, or names none. */
function environmentIn(line: string): string | null {
  const bare = line.replace(/^[\s*•|>-]+/, '');
  const [, name = ''] = /^([^:|=\d][^:|=]*?)\s*[:|=]/u.exec(bare) ?? /^(\p{L}[^\d:|=]*?)\s+\d/u.exec(bare) ?? [];
  const plain = name.replaceAll(/[*_`]/g, '').trim();
  if (plain !== '' && !/(?<!\p{L})(par|chaque|chacun|tous|cpu|ram|m[ée]moire|ressources?|environnements?)(?!\p{L})/iu.test(plain))
    return plain;
  if (/(?<!\p{L})(par|chaque|chacun|tous)(?!\p{L})/iu.test(line)) return null;
  const named = [...new Set([...line.matchAll(usualNames)].map(([found]) => found))];
  return named.length === 0 ? null : named.join(', ');
}

const usualNames =
  /(?<!\p{L})(?:hors[ -]prod(?:uction)?|pr[ée]?-?prod(?:uction)?|prod(?:uction)?|prd|dev|d[ée]veloppement|recette|rec|qualif(?:ication)?|int[ée]gration|int|staging|formation|homologation|test)(?!\p{L})/giu;
