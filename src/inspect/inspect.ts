import { type RuleName, ruleNames } from '../config/checks-schema.ts';
import type { CheckReport, Finding, Place, RuleResult } from '../dossier/checks/check.ts';
import { excerpt } from '../answers/excerpt.ts';
import { holdsSecret } from '../words/secrets.ts';
import { say, sentenceText } from '../words/sentence.ts';
import { type Assemblers, type InspectInput, readRepository, type Repository } from './repository.ts';
import type { Judged, RuleFinding } from './rules/finding.ts';
import { rules } from './rules/rules.ts';
import { type Parted, suppress, unusedSuppressions } from './suppressions/suppress.ts';

/**
 * Checks a repository's files by every rule. `paths` is the whole tree, `files` those that `selectFiles` wanted and that could be read. Pure; never
 * throws; its time follows the length of the files.
 */
export function inspect(input: InspectInput): CheckReport {
  const repository = readRepository(input);
  const { facts, unread, aside, suppressions } = repository;
  const judged = ruleNames.map((rule) => judge(rule, repository));
  const used = judged.flatMap((one) => one.used);
  const remarks = [...suppressions.remarks, ...unusedSuppressions(suppressions.suppressions, used)];
  return { facts, rules: judged.map(({ result }) => result), unread, aside, remarks, hurried: wasHurried(input) };
}

/** A Helm that says nothing of a version had no time to answer. */
function wasHurried({ renderings = [], computed = [], hurried = false }: InspectInput): boolean {
  return (
    hurried ||
    computed.some(({ result }) => result.kind === 'failed' && result.passing) ||
    renderings.some(
      (one) =>
        one.clusters.some(({ takes }) => takes === 'unknown') ||
        one.renderings.some(({ result }) => result.kind === 'failed' && result.passing),
    )
  );
}

function judge(rule: RuleName, repository: Repository): { readonly result: RuleResult; readonly used: Parted['used'] } {
  const { examined, findings } = standing(rules[rule](repository), repository.followed);
  const parted = suppress(rule, oncePerPlace(findings, repository.assemblers), repository.suppressions.suppressions);
  const result = {
    rule,
    examined: new Set(examined.map(({ path, line }) => `${path}:${line}`)).size,
    findings: shorten(parted.findings).map(harmless),
    ignored: parted.ignored.map((one) => ({ ...one, finding: harmless(one.finding) })),
  };
  return { result, used: parted.used };
}

/** What is found through links is told where it stands. */
function standing({ examined, findings }: Judged, followed: ReadonlyMap<string, string>): Judged {
  if (followed.size === 0) return { examined, findings };
  const own = <At extends Place>(place: At): At => ({ ...place, path: followed.get(place.path) ?? place.path });
  return {
    examined: examined.map(own),
    findings: findings.map((finding) => (finding.place === null ? finding : { ...finding, place: own(finding.place) })),
  };
}

/** What several overlays or environments have in common is said once; what only some of them have is said with their names. */
function oncePerPlace(findings: readonly RuleFinding[], assemblers: readonly Assemblers[]): readonly Finding[] {
  const groups = Map.groupBy(
    findings,
    ({ outcome, place, because }) => `${outcome}\n${place?.path}:${place?.line}\n${sentenceText(because)}`,
  );
  const ways = Map.groupBy(findings, lineOf);
  return [...groups.values()].flatMap((group): readonly Finding[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { assembledBy, place, ...rest } = first;
    const finding = { ...rest, place: place === null ? null : { path: place.path, line: place.line } };
    const all = assemblers.find(({ names }) => assembledBy !== null && names.includes(assembledBy));
    if (all === undefined) return [finding];
    return [partly(finding, { by: assemblersIn(group), alike: assemblersIn(ways.get(lineOf(first)) ?? []), all })];
  });
}

function assemblersIn(findings: readonly RuleFinding[]): readonly string[] {
  return [...new Set(findings.flatMap(({ assembledBy }) => assembledBy ?? []))];
}

function lineOf({ outcome, place }: RuleFinding): string {
  return `${outcome} ${place?.path}:${place?.line}`;
}

interface Ways {
  /** With which it is found. */
  readonly by: readonly string[];
  /** With which something of the sort is found at the same line. */
  readonly alike: readonly string[];
  readonly all: Assemblers;
}

function partly(finding: Finding, { by, alike, all: { of, names, own, local, supposed } }: Ways): Finding {
  const named = by.map((name) => (name === '' ? '.' : name)).join(', ');
  const isOnlyLocal = names.every((name) => local.includes(name));
  if (by.length >= names.length && !isOnlyLocal) return finding;
  if (of === 'kustomization') return { ...finding, because: say`${finding.because} (dans ${named})` };
  const isDeployed = by.some((name) => name !== own && !local.includes(name) && !supposed.includes(name));
  // Whatever the values that are known: it is told of those that may be deployed.
  const isEverywhere = by.some((name) => !local.includes(name)) && names.every((name) => alike.includes(name));
  if (isDeployed || isEverywhere) return { ...finding, because: say`${finding.because} (avec ${named})` };
  // Whether a chart that has values for environments is also deployed without them, the files do not tell.
  const outcome = finding.outcome === 'violation' ? 'undetermined' : finding.outcome;
  const alone = by.every((name) => name === own) ? ' seul' : '';
  return by.some((name) => local.includes(name))
    ? { ...finding, outcome, because: say`${finding.because} (avec ${named}, qui paraît celui d’un poste de travail)` }
    : { ...finding, outcome, because: [...say`${finding.because} (avec ${named}`, `${alone}, s’il est déployé ainsi)`] };
}

/** Findings of one rule that are told one by one; beyond, nobody reads them and the rest is counted. */
const MAX_FINDINGS = 200;

function shorten(findings: readonly Finding[]): readonly Finding[] {
  const rest = findings.slice(MAX_FINDINGS);
  const [next] = rest;
  if (next === undefined || rest.length === 1) return findings;
  const outcome =
    (['violation', 'undetermined', 'unseen'] as const).find((one) => rest.some((finding) => finding.outcome === one)) ?? 'advice';
  const because = say`cette règle a encore ${rest.length} constats, à partir d’ici`;
  return [...findings.slice(0, MAX_FINDINGS), { outcome, place: next.place, because, fix: null }];
}

/** A longer snippet comes from a file made to be long. */
const MAX_FIX = 1_000;

/** The finding with what it quotes of the files cut short, and without secrets. */
function harmless(finding: Finding): Finding {
  const because = finding.because.map((part) => (typeof part === 'object' && 'quoted' in part ? { quoted: excerpt(part.quoted) } : part));
  const { fix } = finding;
  return { ...finding, because, fix: fix === null || fix.text.length > MAX_FIX || holdsSecret(fix.text) ? null : fix };
}
