import type { CheckReport, Place } from '../dossier/checks/check.ts';
import { asideAdvice } from '../dossier/checks/aside-advice.ts';
import { unseenOf } from '../dossier/checks/doubts.ts';
import { gravestFirst } from '../dossier/checks/gravest-first.ts';
import { ruleInfo } from '../dossier/checks/rules.ts';
import { counted } from '../words/dates.ts';
import { sentenceText } from '../words/sentence.ts';
import { visible } from '../words/visible-text.ts';
import type { Terminal } from './command.ts';
import { type ReportLine, reportLines, severityOf } from './report-lines.ts';

/** Annotations of one level that GitHub shows of one step; the others stay in the log. */
const MAX_SHOWN = 10;

/**
 * A workflow command for each finding, which GitHub shows on its line ("Workflow commands for GitHub Actions"), in the order in which they matter: only the first ten of a level are shown, and how many are
 * left is told. What files hold can make no command of its own.
 */
export function printGithub(report: CheckReport, terminal: Pick<Terminal, 'commands'>): void {
  const lines = gravestFirst(reportLines(report), (line) => ({
    rule: line.rules[0],
    severity: severityOf(line),
    outcome: line.finding.outcome,
  }));
  const written = [...lines.map(command), ...otherNotices(report)];
  const left = Object.entries(levels).flatMap(([level, [one, several]]) => {
    // What tells of the rest is a notice itself.
    const shown = level === 'notice' ? MAX_SHOWN - 1 : MAX_SHOWN;
    const more = written.filter((text) => text.startsWith(`::${level} `)).length - shown;
    return more > 0 ? counted(more, one, several) : [];
  });
  if (left.length > 0)
    terminal.commands(
      `${notice(null, 'accostage', `GitHub ne montre que les ${MAX_SHOWN} premières annotations de chaque niveau, les plus graves : dans le journal de cette étape, il y a encore ${left.join(', ')}`)}\n`,
    );
  for (const text of written) terminal.commands(`${text}\n`);
}

const levels = {
  error: ['erreur', 'erreurs'],
  warning: ['avertissement', 'avertissements'],
  notice: ['remarque', 'remarques'],
} as const;

function otherNotices({ rules, remarks, unread, aside }: CheckReport): readonly string[] {
  return [
    ...unread.map(
      ({ path, because }) => `::notice file=${property(path)},title=${property('Fichier non lu')}::${message(sentenceText(because))}`,
    ),
    ...aside.map(({ path, files, because }) =>
      notice(
        null,
        'Laissé de côté',
        `${path} (${counted(files, 'fichier', 'fichiers')}) : ${sentenceText(because)}. ${sentenceText(asideAdvice)}`,
      ),
    ),
    ...unseenOf(rules).map(({ place, because }) => notice(place, 'Non vu', sentenceText(because))),
    ...remarks.map(({ place, because }) => notice(place, 'Remarque', sentenceText(because))),
    ...rules.flatMap(({ rule, ignored }) =>
      ignored.map(({ finding, reason }) =>
        notice(finding.place, `${ruleInfo[rule].title} (${rule}), ignoré : ${reason}`, sentenceText(finding.because)),
      ),
    ),
  ];
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

function levelOf({ rules, finding: { outcome } }: ReportLine): keyof typeof levels {
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
