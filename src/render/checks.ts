import type { FixesView } from '../dossier/checks/assess-fixes.ts';
import { fixesBranch } from '../dossier/checks/fixes-reading.ts';
import type { ChecksObstacle, RepositoryChecks } from '../dossier/checks/assess-checks.ts';
import type { ReportWanted } from '../dossier/checks/report-wanted.ts';
import type { InspectedRepository } from '../dossier/checks/inspected-repository.ts';
import { countRules } from '../dossier/checks/summary.ts';
import type { CommentContent } from '../dossier/plan.ts';
import { countsText } from './check-counts.ts';
import { type CheckDetail, effects, renderReport } from './check-report.ts';
import { contradictionList } from './contradictions.ts';
import { counted } from '../words/dates.ts';
import { firstFitting } from './fit.ts';
import { join, link, list, type Markdown, md, trusted } from '../words/markdown.ts';
import { outOfReach } from './out-of-reach.ts';
import { ruleInfo } from '../dossier/checks/rules.ts';
import { runName, runsAddress } from './check-run.ts';

type Of<Kind extends CommentContent['kind']> = Extract<CommentContent, { kind: Kind }>;

/** How much of long results is shown: the first that fits GitHub's limit is taken. */
const levels: readonly CheckDetail[] = [
  { places: 10, snippets: 'shown' },
  { places: 3, snippets: 'shown' },
  { places: 1, snippets: 'left-out' },
  { places: 0, snippets: 'left-out' },
];

/** The comment of the technical checks: what was attested and is not confirmed, then each repository, rule by rule. */
export function renderChecks(content: Of<'checks'>): Markdown {
  return firstFitting(levels.map((level) => () => body(content, level)));
}

function body(content: Of<'checks'>, level: CheckDetail): Markdown {
  const { checks, contradictions, fixes, mode } = content;
  if (checks.length === 0) return join([title, nothingToCheck(mode)]);
  const placeOf = (name: string) => content.runs.find((place) => place.name === name) ?? null;
  const unseen = checks.filter(({ obstacle }) => obstacle !== null);
  return join([
    title,
    toDo(checks),
    md`L’application a lu, sans rien exécuter, les Dockerfiles, manifestes et fichiers de CI de vos dépôts. ${trusted(modeTexts[mode])}`,
    contradictionList(contradictions, (name) =>
      placeOf(name) === null ? (checks.find((one) => one.name === name)?.inspected ?? null) : null,
    ),
    fixes.length === 0 ? null : join([md`### Corrections demandées`, list(fixes.map(fixesText))]),
    ...checks.map((one) => {
      const place = placeOf(one.name);
      return place === null ? repository(one, level) : inItsRun(one, place.url);
    }),
    unseen.length === 0
      ? null
      : join([md`### Dépôts non vérifiés`, list(unseen.map(({ name, obstacle }) => md`${name} : ${obstacleText(obstacle)}`))]),
  ]);
}

const title = md`## Vérifications techniques`;

/** Who does what, first; nothing where all conforms. */
function toDo(checks: Of<'checks'>['checks']): Markdown | null {
  const counts = checks.flatMap(({ summary }) => summary?.counts ?? []);
  const wrong = counts.some(({ blocking, audited }) => blocking + audited > 0);
  if (!wrong && counts.every(({ undetermined, asSeen }) => undetermined + asSeen === 0)) return null;
  const act = wrong ? 'corrigez ce qui n’est pas conforme' : 'vérifiez ce que l’application n’a pas pu juger';
  return md`**Équipe projet** : ${trusted(act)}, ci-dessous, puis envoyez vos fichiers sur la branche par défaut. Ce commentaire se met alors à jour ; ${'/verifier'} relance la lecture.`;
}

/** What is left of the comment once no repository is to be checked. */
function nothingToCheck(mode: Of<'checks'>['mode']): Markdown {
  return mode === 'off'
    ? md`Les vérifications techniques sont désactivées dans ce dépôt d’accompagnement.`
    : md`Votre demande ne déclare aucun dépôt sur GitHub à vérifier.`;
}

const modeTexts: Readonly<Record<Of<'checks'>['mode'], string>> = {
  off: '',
  inform: 'Le résultat est donné à titre d’information, mais ce qui « bloque en production » y sera refusé.',
  require: 'Ce qui « bloque en production » doit être corrigé avant d’aller plus loin.',
};

function repository(checks: RepositoryChecks, level: CheckDetail): Markdown | null {
  const { inspected, summary, name } = checks;
  if (summary === null) return null;
  if (inspected === null) return join([md`### ${name}`, countsText(summary.counts)]);
  return join([md`### ${link(inspected.name, inspected.url)}`, countsText(summary.counts), inside(inspected, level)]);
}

/** Broken rules that are named here, of a repository whose details stand in its check run. */
const MAX_NAMED = 5;

/** A few words, and where the details stand. */
function inItsRun({ summary, name }: RepositoryChecks, url: string): Markdown | null {
  if (summary === null) return null;
  const items = summary.broken.slice(0, MAX_NAMED).map(({ rule, places }) => {
    const { title: ruleTitle, severity } = ruleInfo[rule];
    return md`${trusted(effects[severity][0])} ${trusted(ruleTitle)} (${trusted(counted(places, 'endroit', 'endroits'))})`;
  });
  const left = summary.broken.length - items.length;
  const more = left > 0 ? [md`… et ${trusted(counted(left, 'autre règle', 'autres règles'))}.`] : [];
  return join([
    md`### ${link(name, url)}`,
    countsText(summary.counts),
    list([...items, ...more]),
    md`Le détail, ligne par ligne, est dans ${link(`la vérification « ${runName} » du commit ${summary.commit.slice(0, 7)}`, runsAddress(url, summary.commit))}, et dans celle de chaque pull request.`,
  ]);
}

function inside(inspected: InspectedRepository, level: CheckDetail): Markdown | null {
  if (!inspected.private) return renderReport(inspected, level);
  return inspected.hasIssues
    ? md`Ce dépôt est privé : le détail est dans un de ses tickets, « ${trusted(reportTitle)} ».`
    : md`Ce dépôt est privé, et ses tickets sont désactivés : activez-les dans ses réglages pour y recevoir le détail, puis écrivez ${'/verifier'}.`;
}

/** Title of the issue that a private repository gets. */
export const reportTitle = 'Vérifications techniques Cloud π native';

/** First words of that issue once a check run stands in its place; it is recognised by them. */
export const retiredReport = 'Le détail des vérifications n’est plus dans ce ticket';

/** What the issue says then. */
export function renderRetiredReport(run: string): Markdown {
  return md`${trusted(retiredReport)} : il est, ligne par ligne, dans ${link(`la vérification « ${runName} »`, run)} de la branche par défaut et de chaque pull request.`;
}

/** What the issue of a private repository says. */
export function renderReportIssue({ inspected, contradictions, dossier }: ReportWanted): Markdown {
  return firstFitting(
    levels.map(
      (level) => () =>
        join([
          md`L’application d’accompagnement Cloud π native a lu les fichiers de ce dépôt (Dockerfiles, manifestes, charts, fichier de CI), sans rien exécuter. Elle tient ce ticket à jour à chaque envoi sur la branche par défaut. Le dépôt étant privé, ${link('le dossier', dossier.url)} ne montre que des nombres.`,
          countsText(countRules(inspected.report.rules)),
          contradictionList(contradictions, () => inspected),
          renderReport(inspected, level),
        ]),
    ),
  );
}

/** Where the fixes of a repository stand, and who does what. */
function fixesText({ name, status }: FixesView): Markdown {
  switch (status.kind) {
    case 'waiting':
    case 'to-propose':
      return md`${name} : l’application prépare une pull request.`;
    case 'nothing':
      return status.left === 0
        ? md`${name} : rien n’est à corriger.`
        : md`${name} : rien ne peut être corrigé sans vous ; ce qui reste à corriger demande une réponse que l’application n’a pas.`;
    case 'proposed':
      return md`${name} : ${pullLink(status.pull)} est ouverte. **Équipe projet** : relisez-la, répondez à ses questions, fusionnez-la si elle convient.`;
    case 'served':
      return md`${name} : ${pullLink(status.pull)} ne corrige plus rien qui reste à corriger. **Équipe projet** : vous pouvez la fermer.`;
    case 'merged':
      return md`${name} : ${pullLink(status.pull)} est fusionnée. ${'/corriger'} cherche de nouveau.`;
    case 'declined':
      return md`${name} : ${pullLink(status.pull)} a été fermée ; l’application n’insiste pas. ${'/corriger'} la demande de nouveau.`;
    case 'stopped':
      return md`${name} : ${fixesStops[status.why]}`;
    default:
      return status satisfies never;
  }
}

function pullLink({ number, url }: { readonly number: number; readonly url: string }): Markdown {
  return link(`la pull request ${number}`, url);
}

const fixesStops: Readonly<Record<Extract<FixesView['status'], { kind: 'stopped' }>['why'], Markdown>> = {
  unreachable: md`${outOfReach}.`,
  unreadable: md`l’application n’a pas pu le lire ; elle réessaiera.`,
  archived: md`ce dépôt est archivé : rien ne peut y être proposé.`,
  fork: md`ce dépôt est une copie (fork) : l’application ne propose rien dans une copie.`,
  empty: md`ce dépôt est vide : il n’y a rien à corriger.`,
  'not-authorised': md`la personne qui demande la correction ne peut pas y écrire. Quelqu’un qui le peut écrit ${'/corriger'}, ou la Service Team l’autorise par ${'/autoriser'} suivi du nom du dépôt.`,
  'right-unverified': md`l’application n’a pas pu vérifier que la personne qui demande la correction peut y écrire ; elle réessaiera.`,
  'foreign-commits': md`quelqu’un d’autre a écrit sur la branche ${fixesBranch} : l’application n’y touche plus. Supprimez cette branche pour qu’elle propose de nouveau.`,
  carried: md`un autre dossier y a déjà une pull request de corrections.`,
};

/** Why a repository was not checked, and what to do. */
export function obstacleText(obstacle: ChecksObstacle | null): Markdown {
  switch (obstacle) {
    case null:
      return md`pas encore vérifié.`;
    case 'unreachable':
      return md`${outOfReach}.`;
    case 'not-authorised':
      return md`la personne qui l’a inscrit dans la demande ne peut pas y écrire : l’application n’a rien lu. La Service Team peut l’autoriser par ${'/autoriser'} suivi du nom du dépôt.`;
    case 'right-unverified':
      return md`l’application n’a pas pu vérifier que la personne qui l’a inscrit dans la demande peut y écrire ; elle réessaiera.`;
    case 'empty':
      return md`ce dépôt est vide : il sera vérifié à son premier envoi.`;
    case 'unreadable':
      return md`l’application n’a pas pu le lire ; elle réessaiera.`;
    case 'too-many':
      return md`l’application vérifie vingt dépôts par dossier au plus. Ouvrez un second dossier pour les autres.`;
    default:
      return obstacle satisfies never;
  }
}
