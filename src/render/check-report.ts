import { asideAdvice } from '../dossier/checks/aside-advice.ts';
import type { CheckReport, Finding, IgnoredFinding, Place, RuleName, RuleResult } from '../dossier/checks/check.ts';
import { doubtsOf, unseenOf } from '../dossier/checks/doubts.ts';
import { gravity, ruleInfo, ruleOutcome } from '../dossier/checks/rules.ts';
import type { InspectedRepository } from '../dossier/checks/inspected-repository.ts';
import { counted } from '../words/dates.ts';
import { codeBlock, details, join, link, linkedCode, list, type Markdown, md, sentence, trusted } from '../words/markdown.ts';

/** How much is shown of each rule. */
export interface CheckDetail {
  /** Places of one rule; the others are counted. */
  readonly places: number;
  readonly snippets: 'shown' | 'left-out';
}

/** The results of one repository: what is broken, what cannot be known, and folded what holds and what was not read. */
export function renderReport(inspected: InspectedRepository, detail: CheckDetail): Markdown {
  const { rules, unread } = inspected.report;
  const of = (outcome: ReturnType<typeof ruleOutcome>) => rules.filter((result) => ruleOutcome(result) === outcome);
  const broken = of('violation').toSorted((a, b) => weight(b) - weight(a));
  const [conforming, asSeen] = [of('conforming'), of('conforming-as-seen')];
  const violations = list(broken.map((result) => ruleItem(inspected, result, detail)));
  return join([
    broken.length > MAX_UNFOLDED ? details(`Règles non conformes (${broken.length})`, violations) : violations,
    doubts(inspected),
    unseen(inspected),
    advice(inspected),
    ignored(inspected),
    remarks(inspected),
    details(
      `Règles conformes (${conforming.length})`,
      list(conforming.map(({ rule: name }) => md`✅ ${trusted(ruleInfo[name].title)} (${name})`)),
    ),
    details(
      `Règles conformes pour ce qui est vu (${asSeen.length})`,
      list(asSeen.map(({ rule: name }) => md`☑️ ${trusted(ruleInfo[name].title)} (${name})`)),
    ),
    details(
      `Fichiers non lus (${unread.length})`,
      list(unread.slice(0, MAX_UNREAD).map(({ path, because }) => md`${path} : ${sentence(because)}.`)),
    ),
    aside(inspected.report),
    md`<sub>Lu au commit ${link(inspected.commit.slice(0, 7), `${inspected.url}/commit/${inspected.commit}`)}.</sub>`,
  ]);
}

/** Manifests, charts and kustomizations that nothing judges for what their name or their folder says; null for none. */
function aside({ aside: all }: CheckReport): Markdown | null {
  if (all.length === 0) return null;
  const items = all.map(({ path, files, because }) => md`${path} (${trusted(counted(files, 'fichier', 'fichiers'))}) : ${because}.`);
  return details(`Laissé de côté pour son nom ou son dossier (${all.length})`, join([list(items), md`${asideAdvice}.`]));
}

/** What of that is said in one line, where nothing else may be what is deployed; null elsewhere, or for none. */
export function asideLine({ aside: all, facts }: CheckReport): Markdown | null {
  if (facts.infrastructure.length > 0) return null;
  const files = all.reduce((sum, one) => sum + one.files, 0);
  const [first] = all;
  if (first === undefined) return null;
  const others = all.length === 1 ? md`` : md` et ailleurs`;
  const told = counted(
    files,
    'fichier, qui ressemble à un manifeste, est laissé',
    'fichiers, qui ressemblent à des manifestes, sont laissés',
  );
  return md`📁 ${first.path}${others} : ${trusted(told)} de côté. ${asideAdvice}.`;
}

/** Beyond this many broken rules, they fold, so that the page stays readable. */
const MAX_UNFOLDED = 6;
const MAX_UNREAD = 30;

/** The first place where the repository breaks the rule; null where it does not. */
export function firstViolation({ report }: InspectedRepository, name: RuleName): Finding | null {
  const { findings = [] } = report.rules.find(({ rule }) => rule === name) ?? {};
  return findings.find(({ outcome }) => outcome === 'violation') ?? null;
}

function weight({ rule: name }: RuleResult): number {
  return gravity[ruleInfo[name].severity];
}

/** What a breach does, as it is marked and said. */
export const effects = {
  blocks: ['❌', 'bloque en production'],
  breaks: ['🔶', 'se déploie, et ne fonctionne pas'],
  audited: ['⚠️', 'signalé seulement'],
} as const;

function ruleItem(inspected: InspectedRepository, { rule, findings }: RuleResult, { places, snippets }: CheckDetail): Markdown {
  const { title, severity, expected } = ruleInfo[rule];
  const violations = findings.filter(({ outcome }) => outcome === 'violation');
  const shown = violations.slice(0, places);
  const left = violations.length - shown.length;
  const [mark, effect] = effects[severity];
  const fix = snippets === 'shown' ? firstFix(shown) : null;
  const items = [
    ...shown.map((one) => findingText(inspected, one)),
    ...(left > 0 ? [md`… et ${trusted(counted(left, 'autre endroit', 'autres endroits'))}.`] : []),
  ];
  return join(
    [
      md`${trusted(mark)} **${trusted(title)}** (${rule}, ${trusted(effect)}). ${trusted(expected)}`,
      items.length === 0 ? null : list(items),
      fix === null ? null : join([md`Par exemple :`, fix]),
    ],
    '\n',
  );
}

/** Places shown of what is not known. */
const MAX_DOUBTS = 30;

/** What keeps rules from judging, each reason once with the rules that it concerns. */
function doubts(inspected: InspectedRepository): Markdown | null {
  const all = doubtsOf(inspected.report.rules);
  const items = all.slice(0, MAX_DOUBTS).map(({ finding, rules }) => {
    const titles = rules.map((rule) => ruleInfo[rule].title).join(', ');
    return md`❔ ${findingText(inspected, finding)} ${trusted(`(${titles})`)}`;
  });
  const left = all.length - items.length;
  const more = left > 0 ? [md`… et ${trusted(counted(left, 'autre doute', 'autres doutes'))}.`] : [];
  return details(`Ce qui n’a pas pu être déterminé (${all.length})`, list([...items, ...more]));
}

/** Charts of others on which those of the repository depend: no rule on objects saw what they make. */
function unseen(inspected: InspectedRepository): Markdown | null {
  const all = unseenOf(inspected.report.rules);
  const items = all.slice(0, MAX_DOUBTS).map((finding) => md`▫️ ${findingText(inspected, finding)}`);
  const left = all.length - items.length;
  const more = left > 0 ? [md`… et ${trusted(counted(left, 'autre', 'autres'))}.`] : [];
  return details(`Ce qui n’a pas été vu (${all.length})`, list([...items, ...more]));
}

/** Advice shown of a repository. */
const MAX_ADVICE = 20;

/** What holds, and that the platform would rather have otherwise. */
function advice(inspected: InspectedRepository): Markdown | null {
  const all = inspected.report.rules.flatMap(({ findings }) => findings.filter(({ outcome }) => outcome === 'advice'));
  return details(`Conseils (${all.length})`, list(all.slice(0, MAX_ADVICE).map((finding) => md`💡 ${findingText(inspected, finding)}`)));
}

/** What is shown of what was set aside. */
const MAX_IGNORED = 30;

/** Who sets a finding aside, as users read it. */
const ignorers: Readonly<Record<IgnoredFinding['by'], string>> = { project: 'l’équipe', 'service-team': 'la Service Team' };

/** What was set aside, each time with the reason; the count stays in sight. */
function ignored(inspected: InspectedRepository): Markdown | null {
  const all = inspected.report.rules.flatMap(({ rule, ignored: own }) => own.map((one) => ({ rule, ...one })));
  const items = all.slice(0, MAX_IGNORED).map(({ rule, finding, by, reason }) => {
    const { title, severity } = ruleInfo[rule];
    const effect = severity === 'audited' ? '' : `, ${effects[severity][1]}`;
    return md`➖ ${trusted(title)} (${rule}${trusted(effect)}), ignoré par ${trusted(ignorers[by])} : ${reason}. ${findingText(inspected, finding)}`;
  });
  const left = all.length - items.length;
  const more = left > 0 ? [md`… et ${trusted(counted(left, 'autre', 'autres'))}.`] : [];
  return details(`Ce qui est ignoré, avec un motif (${all.length})`, list([...items, ...more]));
}

/** Comments that were to set something aside, and do not. */
function remarks(inspected: InspectedRepository): Markdown | null {
  const all = inspected.report.remarks;
  return details(
    `Commentaires « accostage: ignore » sans effet (${all.length})`,
    list(all.slice(0, MAX_IGNORED).map(({ place, because }) => md`${permalink(inspected, place)} : ${because}.`)),
  );
}

/** What was found, at its place. */
export function findingText(inspected: InspectedRepository, { place, because }: Finding): Markdown {
  return place === null ? md`${because}.` : md`${permalink(inspected, place)} : ${because}.`;
}

/** `path:line`, linked to that line at the commit that was read ("Getting permanent links to files", GitHub documentation). */
function permalink({ url, commit }: InspectedRepository, { path, line }: Place): Markdown {
  const address = path.toWellFormed().split('/').map(encodeURIComponent).join('/');
  return linkedCode(`${path}:${line}`, `${url}/blob/${commit}/${address}#L${line}`);
}

function firstFix(findings: readonly Finding[]): Markdown | null {
  const fix = findings.find((one) => one.fix !== null)?.fix ?? null;
  return fix === null ? null : codeBlock(fix.language, fix.text);
}
