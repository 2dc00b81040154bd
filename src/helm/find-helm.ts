import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isQuoted, quotesKept } from '../config/quoted-values.ts';
import { say, type Sentence } from '../words/sentence.ts';
import { hadNoTime, runHelm } from './run-helm.ts';
import { rendersAsHelm } from './try-helm.ts';

/** A Helm that renders charts, or why there is none. */
export type FoundHelm =
  | { readonly kind: 'found'; readonly path: string; readonly version: string }
  /** `passing`: it had no time to answer, and may answer another time. */
  | { readonly kind: 'none'; readonly because: Sentence; readonly passing: boolean };

/** Nobody looked for it. */
export const noHelm: FoundHelm = none([]);

/** Where `npm run tools` puts it. */
export const ownHelm = fileURLToPath(new URL('../../.tools/helm', import.meta.url));

/**
 * The Helm to use: the file that `HELM` names, else the one of `npm run tools`, else the first of the `PATH`. It is asked its version, and
 * renders a chart of ours: a program of that name that is not Helm 3 or 4 is none. `patienceMs` is how long each of its answers is waited for. Never rejects.
 */
export async function findHelm(environment: Readonly<Record<string, string | undefined>>, patienceMs?: number): Promise<FoundHelm> {
  const named = environment['HELM'];
  // What is told stands in the report of a repository, where a variable of the server has no place.
  if (isQuoted(named)) return none([`HELM : ${quotesKept}`]);
  if (named !== undefined && named !== '')
    return isAbsolute(named) ? judge(named, patienceMs) : none(say`HELM doit donner un chemin entier`);
  const folders = (environment['PATH'] ?? '').split(delimiter).filter(isAbsolute);
  for (const path of [ownHelm, ...folders.map((folder) => join(folder, 'helm'))]) {
    // oxlint-disable-next-line no-await-in-loop -- the first that is there
    if (await isProgram(path)) return judge(path, patienceMs);
  }
  return none(say`Helm n’est pas installé : ${'npm run tools'} l’apporte, ou ${'HELM'} donne son chemin`);
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function judge(path: string, patienceMs?: number): Promise<FoundHelm> {
  const told = await runHelm({ helm: path, folder: '/', args: ['version', '--short'], patienceMs });
  const [version] = told.kind === 'done' && told.code === 0 ? (/^v[34]\.\d+\.\d+/.exec(told.out) ?? []) : [];
  if (version === undefined) {
    const because = say`le programme ${'helm'} qui a été trouvé n’est pas Helm 3 ou 4, ou ne démarre pas`;
    return hadNoTime(told) ? late(because) : none(because);
  }
  const rendered = await rendersAsHelm(path, patienceMs);
  if (rendered === 'yes') return { kind: 'found', path, version };
  const because = say`le programme ${'helm'} qui a été trouvé dit être Helm ${version}, et ne calcule pas un chart d’essai comme lui`;
  return rendered === 'no' ? none(because) : late(because);
}

function none(because: Sentence): FoundHelm {
  return { kind: 'none', because, passing: false };
}

function late(because: Sentence): FoundHelm {
  return { kind: 'none', because: say`${because} dans le temps laissé : il sera essayé de nouveau`, passing: true };
}
