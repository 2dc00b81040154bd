import type { CheckReport } from '../dossier/checks/check.ts';
import type { Terminal } from './command.ts';
import { printableJson } from './printable.ts';
import { printGithub } from './print-github.ts';
import { printText } from './print-text.ts';
import { sarifLog } from './sarif.ts';

/** How `accostage inspect` writes a report. */
export const reportFormats = {
  text: printText,
  json: (report, terminal) => terminal.out(printableJson(report)),
  github: printGithub,
  sarif: (report, terminal) => terminal.out(printableJson(sarifLog(report))),
} as const satisfies Record<string, (report: CheckReport, terminal: Terminal) => void>;

export type ReportFormat = keyof typeof reportFormats;

/** True for the name of a format. */
export function isReportFormat(name: string): name is ReportFormat {
  return Object.hasOwn(reportFormats, name);
}
