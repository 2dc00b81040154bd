import type { CheckReport, IgnoredFinding, Place, RuleName } from '../dossier/checks/check.ts';
import { asideAdvice } from '../dossier/checks/aside-advice.ts';
import { unseenOf } from '../dossier/checks/doubts.ts';
import { ruleOutcome } from '../dossier/checks/rules.ts';
import { counted } from '../words/dates.ts';
import { sentenceText } from '../words/sentence.ts';
import type { Terminal } from './command.ts';
import { type ReportLine, reportLines, severityOf, severityWords } from './report-lines.ts';

/** A line for each finding, with the fix below it, then what was set aside, with the reason; the count and what was not read go with the messages. */
export function printText(report: CheckReport, terminal: Pick<Terminal, 'out' | 'err'>): void {
  const { out } = terminal;
  for (const line of reportLines(report)) out(describe(line));
  const { rules, remarks, unread, aside } = report;
  for (const { place, because } of unseenOf(rules)) out(oneLine(`${where(place)}: non vu : ${sentenceText(because)}`));
  for (const { rule, ignored } of rules) for (const one of ignored) out(describeIgnored(rule, one));
  for (const { place, because } of remarks) out(oneLine(`${where(place)}: remarque : ${sentenceText(because)}`));
  for (const { path, because } of unread) terminal.err(oneLine(`${path} : non lu, ${sentenceText(because)}`));
  for (const { path, files, because } of aside)
    terminal.err(oneLine(`${path} : laissé de côté (${counted(files, 'fichier', 'fichiers')}), ${sentenceText(because)}`));
  if (aside.length > 0) terminal.err(oneLine(`${sentenceText(asideAdvice)}.`));
  const count = (wanted: ReturnType<typeof ruleOutcome>) => rules.filter((result) => ruleOutcome(result) === wanted).length;
  const [asSeen, ignored] = [count('conforming-as-seen'), count('ignored')];
  terminal.err(
    `${rules.length} règles : ${plural(count('conforming'), 'conforme')}, ${asSeen === 0 ? '' : `${plural(asSeen, 'conforme')} pour ce qui est vu, `}${plural(count('violation'), 'non conforme')}, ${plural(count('undetermined'), 'indéterminée')}, ${ignored === 0 ? '' : `${plural(ignored, 'ignorée')} avec un motif, `}${count('not-applicable')} sans objet.\n`,
  );
}

/** « 0 conforme », « 2 conformes »: zero is singular in French. */
function plural(count: number, word: string): string {
  return `${count} ${word}${count > 1 ? 's' : ''}`;
}

function describeIgnored(rule: RuleName, { finding: { place, because }, reason }: IgnoredFinding): string {
  return oneLine(`${where(place)}: ${rule}: ignoré par l’équipe (${reason}) : ${sentenceText(because)}`);
}

function describe({ rules, finding: { place, outcome, because, fix } }: ReportLine): string {
  const breach = `non conforme (${severityWords[severityOf({ rules })]})`;
  const verdict = { violation: breach, undetermined: 'indéterminé', unseen: 'non vu', advice: 'conseil' }[outcome];
  const lines = (fix?.text ?? '').split('\n').filter((line) => line !== '');
  return `${oneLine(`${where(place)}: ${rules.join(', ')}: ${verdict} : ${sentenceText(because)}`)}${lines.map((line) => `    ${line}\n`).join('')}`;
}

/** A name or a value with a line end in it makes no line of its own, which would pass for one of ours. */
function oneLine(text: string): string {
  return `${text.replaceAll(/\r\n?|\n/g, '\\u{a}')}\n`;
}

function where(place: Place | null): string {
  return place === null ? '.' : `${place.path}:${place.line}`;
}
