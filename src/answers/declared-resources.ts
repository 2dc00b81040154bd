/** The resources that a dossier declares for an environment. */
export interface DeclaredResources {
  /** As it is written; null: for each of them. */
  readonly environment: string | null;
  /** Cores; null where they are not said. */
  readonly cpu: number | null;
  /** Bytes; null where they are not said. */
  readonly memory: number | null;
}

/** Lines that are read of a text, and characters of each: more than a person needs. */
const MAX_LINES = 100;
const MAX_LENGTH = 300;

/**
 * What a text declares of processor and memory, line by line: « production : 6 vCPU, 16 Go de RAM », « par environnement : 500m de CPU et 512 Mi ». A unit is
 * needed; « Go » is taken for Gi, the larger. Disks, and lines that give neither, are left out. Pure; never throws.
 */
export function readDeclaredResources(text: string): readonly DeclaredResources[] {
  return text
    .split(/[\n;]/)
    .slice(0, MAX_LINES)
    .flatMap((line): readonly DeclaredResources[] => {
      const written = line.slice(0, MAX_LENGTH).replaceAll(/[\u00A0\u202F]/g, ' ');
      const [cpu, memory] = [readCpu(written), readMemory(written)];
      return cpu === null && memory === null ? [] : [{ environment: environmentIn(written), cpu, memory }];
    });
}

const cpuUnit = '(?:v ?cpus?|cpus?|c(?:oe|œ)urs?|v?cores?|vc(?:oe|œ)urs?|processeurs?)';

function readCpu(line: string): number | null {
  const before = new RegExp(`(\\d+(?:[.,]\\d+)?) ?(m|milli)?(?: de)? ?${cpuUnit}(?![\\p{L}\\d])`, 'iu').exec(line);
  const after = new RegExp(`(?<![\\p{L}\\d])${cpuUnit} ?[:=] ?(\\d+(?:[.,]\\d+)?) ?(m)?(?![\\p{L}\\d])`, 'iu').exec(line);
  const [, digits, milli] = before ?? after ?? [];
  return digits === undefined ? null : numberOf(digits) / (milli === undefined ? 1 : 1000);
}

const sizes: Readonly<Record<string, number>> = { m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };

function readMemory(line: string): number | null {
  const figures = [...line.matchAll(/(\d+(?:[.,]\d+)?) ?([mgt])(?:i?[ob]?)(?![\p{L}\d])(?<rest>[^,;|\d]{0,40})/giu)].filter(
    // « 500m de CPU » is no memory; a disk is not either.
    ([, , , rest = '']) => !/\b(v?cpu|c(oe|œ)ur|core)|disque|stockage|volume|s3|pvc|donn[ée]es|base/i.test(rest),
  );
  const named = figures.find(([, , , rest = '']) => /ram|m[ée]moire|memory/i.test(rest));
  const isAlone = figures.length === 1 && !/disque|stockage|volume|pvc/i.test(line);
  const [, digits, unit = ''] = named ?? (isAlone ? figures[0] : undefined) ?? [];
  return digits === undefined ? null : numberOf(digits) * (sizes[unit.toLowerCase()] ?? 0);
}

function numberOf(digits: string): number {
  return Number(digits.replace(',', '.'));
}

/** What stands before the colon, unless it says each of them, or is itself a resource. */
function environmentIn(line: string): string | null {
  const [, name = ''] = /^[\s*•-]*([^:|=\d][^:|=]*?)\s*[:|=]/u.exec(line) ?? [];
  const plain = name.replaceAll(/[*_`]/g, '').trim();
  return plain === '' || /\b(par|chaque|chacun|tous|cpu|ram|m[ée]moire|ressources?|environnements?)\b/iu.test(plain) ? null : plain;
}
