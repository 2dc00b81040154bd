import type { CheckReport, Finding, RuleName } from '../dossier/checks/check.ts';
import { gravestFirst } from '../dossier/checks/gravest-first.ts';
import { ruleInfo } from '../dossier/checks/rules.ts';
import { concludeRun, type RunConclusion, type RunWanted } from '../dossier/checks/run.ts';
import { countRules } from '../dossier/checks/summary.ts';
import { counted } from '../words/dates.ts';
import { join, link, type Markdown, md, trusted } from '../words/markdown.ts';
import { nonBreaking } from '../words/non-breaking.ts';
import { sentenceText } from '../words/sentence.ts';
import { visible } from '../words/visible-text.ts';
import { countsText } from './check-counts.ts';
import { asideLine, type CheckDetail, effects, renderReport } from './check-report.ts';
import { contradictionList } from './contradictions.ts';
import { firstFitting, fit } from './fit.ts';

/** Name of the App's check run, as people see it and as rules of the repository name it. */
export const runName = 'Vérifications Cloud π native';

/** Where GitHub shows the check runs of a commit. */
export function runsAddress(url: string, commit: string): string {
  return `${url}/commit/${commit}/checks`;
}

/** A remark on a line, by GitHub's names ("Check runs", GitHub's REST documentation). */
export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: 'failure' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  /** Text to copy into the file; absent without one. */
  readonly raw_details?: string;
}

/** A check run as it must stand. */
export interface RenderedRun {
  readonly conclusion: RunConclusion;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  /** What blocks comes first. */
  readonly annotations: readonly Annotation[];
}

/** Annotations of one run: four requests. What is beyond is in its text. */
const MAX_ANNOTATIONS = 200;

/** What the check run of a commit says: its lines, and what no line tells. */
export function renderRun(wanted: RunWanted): RenderedRun {
  const { report } = wanted.inspected;
  const conclusion = concludeRun(wanted);
  const all = annotationsOf(report);
  const text = firstFitting(levels.map((level) => () => renderReport(wanted.inspected, level)));
  return {
    conclusion,
    title: titleOf(report),
    summary: fit(summaryOf(wanted, { conclusion, left: all.length - MAX_ANNOTATIONS }).markdown),
    text: text.markdown,
    annotations: all.slice(0, MAX_ANNOTATIONS),
  };
}

const levels: readonly CheckDetail[] = [
  { places: 10, snippets: 'shown' },
  { places: 3, snippets: 'left-out' },
  { places: 0, snippets: 'left-out' },
];

function titleOf({ rules }: CheckReport): string {
  const { blocking, breaking, audited, undetermined, conforming, asSeen, ignored } = countRules(rules);
  const [first, ...others] = (
    [
      [blocking, 'bloque en production', 'bloquent en production'],
      [breaking, 'empêche de fonctionner', 'empêchent de fonctionner'],
      [audited, 'à améliorer', 'à améliorer'],
      [undetermined, 'indéterminée', 'indéterminées'],
      [ignored, 'ignorée avec un motif', 'ignorées avec un motif'],
    ] as const
  ).filter(([count]) => count > 0);
  if (first !== undefined) {
    const [count, one, many] = first;
    return [counted(count, `règle ${one}`, `règles ${many}`), ...others.map(([more, own, several]) => counted(more, own, several))].join(
      ', ',
    );
  }
  if (asSeen > 0) return nonBreaking('Tout ce qui a été vu est conforme ; le reste est dans le détail');
  return conforming > 0 ? 'Tout ce qui a été vérifié est conforme' : 'Aucun fichier à vérifier';
}

const ends: Readonly<Record<RunConclusion, string>> = {
  failure: 'Corrigez ce qui « bloque en production » : la plateforme le refuserait.',
  neutral: 'Le résultat est donné à titre d’information : il n’empêche pas de fusionner.',
  success: 'Rien n’est à corriger.',
};

function summaryOf(wanted: RunWanted, { conclusion, left }: { conclusion: RunConclusion; left: number }): Markdown {
  const { inspected, contradictions, dossier } = wanted;
  return join([
    countsText(countRules(inspected.report.rules)),
    asideLine(inspected.report),
    trusted(ends[conclusion]),
    contradictionList(contradictions, () => inspected),
    left > 0
      ? md`GitHub ne montre que ${MAX_ANNOTATIONS} remarques à leur ligne : ${trusted(counted(left, 'autre est', 'autres sont'))} dans le détail ci-dessous.`
      : null,
    md`L’application a lu les fichiers de ce commit (Dockerfiles, manifestes, charts, fichier de CI), sans rien en exécuter d’autre que le calcul des charts. Le bouton « Re-run » relance la lecture. ${link('Le dossier', dossier.url)} explique la suite.`,
  ]);
}

/** What blocks, then what breaks or is reported, then advice, each rule in its turn; doubts are told once, in the text. */
function annotationsOf({ rules }: CheckReport): readonly Annotation[] {
  const all = rules.flatMap(({ rule, findings }) => findings.map((finding) => ({ rule, finding })));
  const weigh = ({ rule, finding: { outcome } }: (typeof all)[number]) => ({ rule, outcome, severity: ruleInfo[rule].severity });
  return gravestFirst(all, weigh).flatMap(({ rule, finding }) => annotation(rule, finding) ?? []);
}

/** Longest message and snippet, far below the 64 kB that GitHub takes. */
const LONGEST = 4_000;
const LONGEST_PATH = 4_000;

function annotation(rule: RuleName, { outcome, place, because, fix }: Finding): Annotation | null {
  if (place === null || outcome === 'undetermined' || outcome === 'unseen' || place.path.length > LONGEST_PATH) return null;
  const { title, severity } = ruleInfo[rule];
  const blocks = outcome === 'violation' && severity === 'blocks';
  const line = Math.max(1, Math.trunc(place.line));
  return {
    path: place.path.toWellFormed(),
    start_line: line,
    end_line: line,
    annotation_level: blocks ? 'failure' : outcome === 'violation' ? 'warning' : 'notice',
    title: `${title} (${rule}${outcome === 'violation' && severity !== 'audited' ? `, ${effects[severity][1]}` : ''})`,
    message: upperFirst(`${trusted(visible(sentenceText(because))).markdown.slice(0, LONGEST)}.`),
    ...(fix === null ? {} : { raw_details: visible(fix.text).slice(0, LONGEST) }),
  };
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
