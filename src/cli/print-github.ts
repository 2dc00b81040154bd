import type { CheckReport, Place } from '../dossier/checks/check.ts';
import { unseenOf } from '../dossier/checks/doubts.ts';
import { ruleInfo } from '../dossier/checks/rules.ts';
import { sentenceText } from '../words/sentence.ts';
import { visible } from '../words/visible-text.ts';
import type { Terminal } from './command.ts';
import { type ReportLine, reportLines, severityOf } from './report-lines.ts';

/** A workflow command for each finding, which GitHub shows on its line ("Workflow commands for GitHub Actions"). What files hold can make no command of its own. */
export function printGithub(report: CheckReport, terminal: Pick<Terminal, 'commands'>): void {
  for (const line of reportLines(report)) terminal.commands(`${command(line)}\n`);
  for (const { place, because } of unseenOf(report.rules)) terminal.commands(`${notice(place, 'Non vu', sentenceText(because))}\n`);
  for (const { rule, ignored } of report.rules)
    for (const { finding, reason } of ignored)
      terminal.commands(
        `${notice(finding.place, `${ruleInfo[rule].title} (${rule}), ignoré : ${reason}`, sentenceText(finding.because))}\n`,
      );
  for (const { place, because } of report.remarks) terminal.commands(`${notice(place, 'Remarque', sentenceText(because))}\n`);
  for (const { path, because } of report.unread)
    terminal.commands(`::notice file=${property(path)},title=${property('Fichier non lu')}::${message(sentenceText(because))}\n`);
}

function command(line: ReportLine): string {
  const { rules, finding } = line;
  const { place, because, fix } = finding;
  const [first] = rules;
  const title = rules.length === 1 ? `${ruleInfo[first].title} (${first})` : `Indéterminé pour ${rules.length} règles`;
  const text = fix === null ? sentenceText(because) : `${sentenceText(because)}\n${fix.text}`;
  return `::${levelOf(line)} ${where(place)}title=${property(title)}::${message(text)}`;
}

function notice(place: Place | null, title: string, text: string): string {
  return `::notice ${where(place)}title=${property(title)}::${message(text)}`;
}

function where(place: Place | null): string {
  return place === null ? '' : `file=${property(place.path)},line=${place.line},`;
}

function levelOf({ rules, finding: { outcome } }: ReportLine): 'error' | 'warning' | 'notice' {
  if (outcome !== 'violation') return outcome === 'undetermined' ? 'warning' : 'notice';
  return severityOf({ rules }) === 'audited' ? 'warning' : 'error';
}

/** As the runner decodes the text of a command. */
function message(text: string): string {
  return visible(text).replaceAll('%', '%25').replaceAll('\n', '%0A');
}

/** As the runner decodes a property, which ends at a comma or a colon. */
function property(text: string): string {
  return message(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
