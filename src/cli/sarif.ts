import type { CheckReport, Finding, IgnoredFinding, RuleName } from '../dossier/checks/check.ts';
import { asideAdvice } from '../dossier/checks/aside-advice.ts';
import { unseenOf } from '../dossier/checks/doubts.ts';
import { ruleInfo, type Severity } from '../dossier/checks/rules.ts';
import { counted } from '../words/dates.ts';
import { digest } from '../words/digest.ts';
import { sentenceText } from '../words/sentence.ts';
import { legible } from './printable.ts';
import { type ReportLine, reportLines, severityOf } from './report-lines.ts';

/** Where the rules are explained. */
const page = 'https://github.com/dnum-mi/accostage/blob/main/docs/verifications.md';

/**
 * The report as SARIF 2.1.0, which code scanning takes (OASIS, "Static Analysis Results Interchange Format"): one rule each with its help, and one result a
 * finding. A doubt that concerns several rules is a result of the first, which names the others.
 */
export function sarifLog(report: CheckReport) {
  const rules = report.rules.map(({ rule }) => rule);
  const seen = new Map<string, number>();
  return {
    $schema:
      'https://raw.githubusercontent.com/oasis-tcs/sarif-spec/85971b3e048f61a6d643b95fc6233d073302f5b8/Schemata/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'accostage', informationUri: page, language: 'fr', rules: rules.map(descriptor) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: 'Racine du dépôt.' } } },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: [
              ...report.unread.map(({ path, because }) => ({
                level: 'warning',
                message: { text: `Fichier non lu : ${told(sentenceText(because))}.` },
                locations: [location(path, 1)],
              })),
              ...report.aside.map(({ path, files, because }) => ({
                level: 'note',
                message: {
                  text: `Laissé de côté (${counted(files, 'fichier', 'fichiers')}) : ${told(sentenceText(because))}. ${sentenceText(asideAdvice)}.`,
                },
                locations: [location(path, 1)],
              })),
              ...unseenOf(report.rules).map(({ place, because }) => ({
                level: 'warning',
                message: { text: `Non vu : ${told(sentenceText(because))}.` },
                locations: [location(place?.path ?? '.', place?.line ?? 1)],
              })),
              ...report.remarks.map(({ place, because }) => ({
                level: 'note',
                message: { text: `${told(sentenceText(because))}.` },
                locations: [location(place.path, place.line)],
              })),
            ],
          },
        ],
        results: [
          ...reportLines(report).map((line) => result(line, { rules, seen })),
          ...report.rules.flatMap(({ rule, ignored }) => ignored.map((one) => ignoredResult(rule, one, { rules, seen }))),
        ],
      },
    ],
  };
}

const levels = { blocks: 'error', breaks: 'error', audited: 'warning' } as const satisfies Record<Severity, string>;
const effects = {
  blocks: 'Bloque en production.',
  breaks: 'Se déploie, et ne fonctionne pas.',
  audited: 'Signalé : l’application se déploie.',
} as const satisfies Record<Severity, string>;

function descriptor(rule: RuleName) {
  const { title, expected, severity } = ruleInfo[rule];
  return {
    id: rule,
    name: rule,
    shortDescription: { text: title },
    fullDescription: { text: expected },
    help: { text: `${expected} ${effects[severity]}`, markdown: `${expected}\n\n${effects[severity]}` },
    helpUri: page,
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: [severity] },
  };
}

interface Context {
  readonly rules: readonly RuleName[];
  /** How many results before have the same fingerprint. */
  readonly seen: Map<string, number>;
}

function result({ rules: concerned, finding }: ReportLine, { rules, seen }: Context) {
  const [rule, ...others] = concerned;
  const { outcome, place, because, fix } = finding;
  const also = others.length === 0 ? '' : ` (de même pour ${others.join(', ')})`;
  const kind = { violation: 'fail', undetermined: 'review', unseen: 'open', advice: 'informational' }[outcome];
  const print = fingerprint(rule, finding);
  const before = seen.get(print) ?? 0;
  seen.set(print, before + 1);
  return {
    ruleId: rule,
    ruleIndex: rules.indexOf(rule),
    kind,
    // Only what fails has a level ("level property", SARIF 2.1.0).
    level: outcome === 'violation' ? levels[severityOf({ rules: concerned })] : 'none',
    message: { text: `${told(sentenceText(because))}${also}.${fix === null ? '' : `\n${told(fix.text)}`}` },
    locations: [location(place?.path ?? '.', place?.line ?? 1)],
    partialFingerprints: { 'accostage/v1': `${print}:${before}` },
  };
}

/** What was set aside stays in the report, with its reason ("suppression object", SARIF 2.1.0). */
function ignoredResult(rule: RuleName, { finding, by, reason }: IgnoredFinding, context: Context) {
  const kind = by === 'service-team' ? 'external' : 'inSource';
  return { ...result({ rules: [rule], finding }, context), suppressions: [{ kind, justification: told(reason) }] };
}

/** What is read, with no character that is not seen, and no link of a file's own making ("embedded links", SARIF 2.1.0). */
function told(text: string): string {
  return legible(text).replaceAll('](', '] (');
}

/** The same where lines are added above: the rule, the file and what is said, without the line. */
function fingerprint(rule: RuleName, { place, because, outcome }: Finding): string {
  return digest(JSON.stringify([rule, outcome, place?.path ?? null, sentenceText(because)]));
}

function location(path: string, line: number) {
  const uri = path.toWellFormed().split('/').map(encodeURIComponent).join('/');
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: 'SRCROOT' }, region: { startLine: Math.max(1, Math.trunc(line)) } } };
}
