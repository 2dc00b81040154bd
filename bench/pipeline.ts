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

/** A realistic body of about `characters`: long descriptions, as people write them. `mark` is a word that no other body holds, written on each line of the answers of `marked`. */
function bodyOf(characters: number, { mark, marked }: { readonly mark: string; readonly marked: readonly string[] }): string {
  const paragraph =
    'Le composant reçoit les demandes des usagers, les range dans PostgreSQL et prévient les agents par courriel.\n- point de détail `code`\n\n';
  const extra = Math.max(0, characters - renderAnswers(form, goodAnswers).length);
  const more = paragraph.repeat(Math.ceil(extra / longer.length / paragraph.length));
  const answers = Object.entries(goodAnswers).map(([id, answer]) => {
    if (typeof answer !== 'string') return [id, answer];
    const text = extra > 0 && longer.includes(id) ? `${answer}\n\n${more}` : answer;
    return [id, marked.includes(id) ? text.replaceAll(/^(?!```)(.*\S)$/gm, `$1 ${mark}`) : text];
  });
  return renderAnswers(form, Object.fromEntries(answers)).slice(0, characters);
}

/** Answers that describe at length. */
const longer = ['architecture', 'projet-description', 'sauvegarde'];
/** All that are written as text: another name of a repository would be another repository to look at. */
const texts = form.fields.flatMap(({ id, type }) => (/area|input/.test(type) && !id.startsWith('depots') ? [id] : []));

/** Which answers change from one body to the next. `every`: nothing of them was read before; `edited`: one of twenty, as when somebody corrects an answer. */
const changes = { every: texts, edited: ['volumetrie'] } as const;
type Change = keyof typeof changes;

let bodies = 0;

/** A word that was never written, without a figure. */
function freshWord(): string {
  return `zq${(bodies++).toString(26).replaceAll(/\d/g, (digit) => 'rstuvwxyzq'.charAt(Number(digit)))}`;
}

/** Parses, evaluates, decides and renders one dossier, as it was observed; returns the number of characters written. */
function pipeline(observation: Observation): number {
  const decision = decide(observation, now);
  if (decision.kind === 'needs') throw new Error('nothing to ask here');
  const { plan } = decision;
  const comments = plan.comments.map(renderComment).join('');
  return renderStatus(plan.status, { failures: [], sealed: null }).length + comments.length;
}

/** Milliseconds of the pure pipeline (parse, evaluate, decide, render) for bodies of several sizes, of which every answer is new, then one; `growth` is how its time grows from 12 to 64 kB, over how the size does. */
export function benchPipeline() {
  const sizes = [1_024, 4_096, 12_288, 32_768, 65_536];
  for (let warm = 0; warm < 200; warm++) for (const size of sizes) for (const change of ['every', 'edited'] as const) time(size, change);
  const bySize = sizes.map((characters) => {
    const every = Array.from({ length: 200 }, () => time(characters, 'every'));
    const edited = Array.from({ length: 200 }, () => time(characters, 'edited'));
    return { characters, p50: percentile(every, 50), p95: percentile(every, 95), edited: percentile(edited, 50) };
  });
  const at = (characters: number) => bySize.find((row) => row.characters === characters)?.p50 ?? NaN;
  const growth = Math.round((at(65_536) / at(12_288) / (65_536 / 12_288)) * 100) / 100;
  return { bySize, growth };
}

function time(characters: number, change: Change): number {
  const body = bodyOf(characters, { mark: freshWord(), marked: changes[change] });
  const dossier = simulated({ setup: { procedure, form }, body, labels: [], now });
  const start = performance.now();
  pipeline(dossier);
  return performance.now() - start;
}
