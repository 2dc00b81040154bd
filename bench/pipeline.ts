import { simulated } from '../src/cli/simulated.ts';
import { readDefaults } from '../src/defaults.ts';
import { decide } from '../src/dossier/engine/decide.ts';
import type { Observation } from '../src/dossier/observation.ts';
import { renderAnswers } from '../src/form/render-answers.ts';
import { renderComment } from '../src/render/render-comment.ts';
import { renderStatus } from '../src/render/status.ts';
import { goodAnswers } from '../sandbox/seed/good-answers.ts';
import { percentile } from './percentile.ts';

const { procedure, form } = readDefaults();
const now = '2027-01-04T09:00:00Z';

/** A realistic body of about `characters`: long descriptions, as people write them. */
function bodyOf(characters: number): string {
  const paragraph =
    'Le composant reçoit les demandes des usagers, les range dans PostgreSQL et prévient les agents par courriel.\n- point de détail `code`\n\n';
  const base = renderAnswers(form, goodAnswers).length;
  const extra = Math.max(0, characters - base);
  const texts = ['architecture', 'projet-description', 'sauvegarde'];
  const more = paragraph.repeat(Math.ceil(extra / texts.length / paragraph.length));
  const longer = Object.fromEntries(
    texts.map((id) => {
      const answer = goodAnswers[id];
      return [id, `${typeof answer === 'string' ? answer : ''}\n\n${more}`];
    }),
  );
  const answers = extra === 0 ? goodAnswers : { ...goodAnswers, ...longer };
  return renderAnswers(form, answers).slice(0, characters);
}

/** Parses, evaluates, decides and renders one dossier, as it was observed; returns the number of characters written. */
function pipeline(observation: Observation): number {
  // The bodies that were read last are kept with their process: each time it is another one.
  const decision = decide({ ...observation, procedure: { ...observation.procedure } }, now);
  if (decision.kind === 'needs') throw new Error('nothing to ask here');
  const { plan } = decision;
  const comments = plan.comments.map(renderComment).join('');
  return renderStatus(plan.status, { failures: [], sealed: null }).length + comments.length;
}

/** Milliseconds of the pure pipeline (parse, evaluate, decide, render) for bodies of several sizes; `growth` is how its time grows from 12 to 64 kB, over how the size does. */
export function benchPipeline() {
  const sizes = [1_024, 4_096, 12_288, 32_768, 65_536];
  const setup = { procedure, form };
  const dossiers = sizes.map((size) => simulated({ setup, body: bodyOf(size), labels: [], now }));
  for (let warm = 0; warm < 200; warm++) for (const dossier of dossiers) pipeline(dossier);
  const bySize = dossiers.map((dossier) => {
    const times = Array.from({ length: 200 }, () => {
      const start = performance.now();
      pipeline(dossier);
      return performance.now() - start;
    });
    return { characters: dossier.issue.body.length, p50: percentile(times, 50), p95: percentile(times, 95) };
  });
  const at = (characters: number) => bySize.find((row) => row.characters === characters)?.p50 ?? NaN;
  const growth = Math.round((at(65_536) / at(12_288) / (65_536 / 12_288)) * 100) / 100;
  return { bySize, growth };
}
