import type { Dossier } from '../dossier.ts';
import type { ItemView } from '../item.ts';
import type { Reply } from '../reply.ts';
import type { ItemMark } from '../state.ts';
import { isProjectTeam } from '../team.ts';
import type { Command, CommandCall, CommandResult } from './command.ts';
import { takeName } from './take-name.ts';
import { itemNames } from './vocabulary.ts';

/** `/fait <étape>`: ticks an item, or several by their ids. */
export const markDone: Command = {
  name: 'fait',
  aliases: ['done', 'ok', 'termine'],
  usage: '/fait <étape>',
  summary: 'coche une étape (ou plusieurs, par leurs identifiants)',
  audience: 'projet',
  changes: true,
  run: (call) => markItems(call, markDone, 'done'),
};

/** `/pas-fait <étape>`: takes the tick back. */
export const markOpen: Command = {
  name: 'pas-fait',
  aliases: ['undone', 'refaire', 'decocher'],
  usage: '/pas-fait <étape>',
  summary: 'décoche une étape',
  audience: 'projet',
  changes: true,
  run: (call) => markItems(call, markOpen, 'open'),
};

function markItems(call: CommandCall, command: Command, to: 'done' | 'open'): CommandResult {
  const { dossier, by, args, comment } = call;
  const wrong = (problem: string, choices: readonly string[]): CommandResult => ({
    dossier,
    reply: { kind: 'wrong-argument', command, problem, choices },
  });
  const named = itemNames(dossier);
  const here = named.filter(({ value }) => value.key.startsWith(`${dossier.state.phase}/`)).map(({ names }) => names[0]);
  if (args === '') return wrong('il manque le nom de l’étape', here);
  const views: ItemView[] = [];
  for (let rest = args.replaceAll(',', ' '); rest !== '';) {
    const taken = takeName(rest, named);
    if (taken.kind === 'unknown')
      return wrong(
        'cette étape n’existe pas',
        taken.choices.filter((choice) => here.includes(choice)),
      );
    views.push(taken.value);
    rest = taken.rest;
  }
  const foreign = views.find((view) => !mayMark(call, view));
  if (foreign !== undefined) return wrong(`l’étape « ${foreign.item.title} » revient à la Service Team`, ownItems(here, views, foreign));
  return { dossier: marked(dossier, views, { done: to === 'done', by, at: comment.updatedAt }), reply: reply(views, to) };
}

function ownItems(here: readonly string[], views: readonly ItemView[], foreign: ItemView): readonly string[] {
  return here.filter((name) => name !== foreign.item.id && views.every((view) => view.item.id !== name));
}

/** The project team marks its own items; the Service Team marks all. */
function mayMark({ dossier, by }: CommandCall, { item }: ItemView): boolean {
  if (item.owner === 'projet' && isProjectTeam(dossier, by)) return true;
  return dossier.ask.right(by).answer === 'yes';
}

function marked(dossier: Dossier, views: readonly ItemView[], mark: ItemMark): Dossier {
  const changed = views.filter((view) => isMarked(view) !== mark.done);
  return dossier.with({ items: { ...dossier.state.items, ...Object.fromEntries(changed.map(({ key }) => [key, mark])) } });
}

function isMarked({ status }: ItemView): boolean {
  return status.kind === 'done' || status.kind === 'evidence';
}

function reply(views: readonly ItemView[], to: 'done' | 'open'): Reply {
  const outcome = (view: ItemView) => {
    if (to === 'open' && view.status.kind === 'evidence') return 'kept';
    return isMarked(view) === (to === 'done') ? 'already' : 'changed';
  };
  const titles = (wanted: ReturnType<typeof outcome>) => views.filter((view) => outcome(view) === wanted).map(({ item }) => item.title);
  return { kind: 'items-marked', done: to === 'done', changed: titles('changed'), already: titles('already'), kept: titles('kept') };
}
