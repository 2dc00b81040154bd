import { decide } from '../src/dossier/decide.ts';
import { commands } from '../src/dossier/commands/commands.ts';
import { readDefaults } from '../src/defaults.ts';
import { renderAnswers } from '../src/form/render-answers.ts';
import { renderStatus } from '../src/render/status.ts';
import { simulated } from '../src/cli/simulated.ts';
import { goodAnswers } from '../sandbox/seed/good-answers.ts';
import { phaseDiagram } from './phase-diagram.ts';

const audiences = { anyone: 'tout le monde', projet: 'équipe projet et Service Team', 'service-team': 'Service Team' };

/** The README with its generated parts up to date: a status comment, the phases, the commands. */
export function refreshReadme(readme: string): string {
  const blocks = { extrait: excerpt(), phases: fence(phaseDiagram(readDefaults().procedure)), commandes: commandTable() };
  return Object.entries(blocks).reduce((text, [name, block]) => fill(text, name, block), readme);
}

/** Replaces what stands between the markers of that name. Throws when they are not there. */
function fill(text: string, name: string, block: string): string {
  const [start, end] = [`<!-- ${name}:début -->`, `<!-- ${name}:fin -->`];
  const [before, rest] = text.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`markers of ${name} not found`);
  return `${before}${start}\n\n${block}\n\n${end}${after}`;
}

function fence(diagram: string): string {
  return `\`\`\`mermaid\n${diagram}\n\`\`\``;
}

/** The visible beginning of a real status comment, as a quotation. */
function excerpt(): string {
  const { procedure, form } = readDefaults();
  const body = renderAnswers(form, { ...goodAnswers, 'volumetrie-donnees': 'beaucoup', sauvegarde: 'À compléter' });
  const decision = decide(simulated({ setup: { procedure, form }, body, labels: [], now: '2027-01-04T09:00:00Z' }), '2027-01-04T09:00:00Z');
  if (decision.kind === 'needs') throw new Error('a simulation has nobody to ask about');
  const status = renderStatus(decision.plan.status, { failures: [], sealed: null });
  const [, visible = ''] = status.split('-->\n');
  const [beginning = ''] = visible.split('<details>');
  return beginning
    .trim()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

function commandTable(): string {
  const rows = commands.map(
    ({ usage, summary, audience }) => `| \`${usage.replaceAll('|', '\\|')}\` | ${summary} | ${audiences[audience]} |`,
  );
  return ['| commande | effet | pour qui |', '|---|---|---|', ...rows].join('\n');
}
