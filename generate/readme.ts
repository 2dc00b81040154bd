import { decide } from '../src/dossier/engine/decide.ts';
import { commands } from '../src/dossier/commands/commands.ts';
import { readDefaults } from '../src/defaults.ts';
import { renderAnswers } from '../src/form/render-answers.ts';
import { renderStatus } from '../src/render/status.ts';
import { simulated } from '../src/cli/simulated.ts';
import { goodAnswers } from '../sandbox/seed/good-answers.ts';
import { phaseDiagram } from './phase-diagram.ts';

const audiences = {
  anyone: 'tout le monde',
  projet: 'équipe projet et Service Team',
  author: 'auteur du dossier et Service Team',
  'service-team': 'Service Team',
};

/** The generated parts of the README: a status comment, the phases, the commands. */
export function readmeBlocks(): Readonly<Record<string, string>> {
  return { extrait: excerpt(), phases: fence(phaseDiagram(readDefaults().procedure)), commandes: commandTable() };
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
