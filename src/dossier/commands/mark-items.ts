import type { Phase } from '../../config/procedure.ts';
import type { Dossier } from '../dossier.ts';
import { phaseOf, phaseRank } from '../facts.ts';
import type { ItemView } from '../item.ts';
import type { Reply } from '../reply.ts';
import type { Note } from '../state.ts';
import { isProjectTeam } from '../team.ts';
import type { Command, CommandCall, CommandResult } from './command.ts';
import { changesNothing, leaveUndone, meaningOf } from './left-words.ts';
import { takeName } from './take-name.ts';
import { itemNames } from './vocabulary.ts';

/** `/fait <étape>`: ticks an item, or several by their ids. */
export const markDone: Command = {
  name: 'fait',
  aliases: ['done', 'ok', 'termine', 'terminee', 'fini', 'finie', 'cocher', 'coche'],
  usage: '/fait <étape>',
  summary: 'coche une étape (ou plusieurs, par leurs identifiants)',
  audience: 'projet',
  changes: true,
  isMeant: namesItems,
  run: (call) => markItems(call, markDone, 'done'),
};

/** `/pas-fait <étape>`: takes the tick back. */
export const markOpen: Command = {
  name: 'pas-fait',
  aliases: ['undone', 'refaire', 'decocher', 'decoche'],
  usage: '/pas-fait <étape>',
  summary: 'décoche une étape',
  audience: 'projet',
  changes: true,
  isMeant: namesItems,
  run: (call) => markItems(call, markOpen, 'open'),
};

type Way = 'done' | 'open';

function markItems(call: CommandCall, command: Command, to: Way): CommandResult {
  const { dossier, args } = call;
  const wrong = (problem: string, choices: readonly string[]): CommandResult => ({
    dossier,
    reply: { kind: 'wrong-argument', command, problem, choices },
  });
  const markable = markableHere(call, to);
  if (args === '') return wrong('il manque le nom de l’étape', markable);
  const read = readItems(dossier, args);
  if (read.kind === 'taken-back')
    return leaveUndone(dossier, { command, words: read.words, choices: read.views.map(({ item }) => item.id) });
  if (read.kind === 'unknown')
    return wrong(
      'cette étape n’existe pas',
      read.choices.filter((choice) => markable.includes(choice)),
    );
  const foreign = read.views.find((view) => !mayMark(call, view));
  if (foreign === undefined) return mark(call, read.views, to);
  const others = markable.filter((name) => read.views.every((view) => view.item.id !== name));
  return wrong(`l’étape « ${foreign.item.title} » revient à la Service Team`, others);
}

function namesItems(dossier: Dossier, args: string): boolean {
  return args !== '' && readItems(dossier, args).kind === 'read';
}

type ItemsRead =
  | { readonly kind: 'read'; readonly views: readonly ItemView[] }
  | { readonly kind: 'taken-back'; readonly views: readonly ItemView[]; readonly words: string }
  | { readonly kind: 'unknown'; readonly choices: readonly string[] };

/** The items that a text names and nothing else; where a word is none, the names to write, nearest first. */
function readItems(dossier: Dossier, text: string): ItemsRead {
  const named = itemNames(dossier);
  const views: ItemView[] = [];
  for (let rest = text.replaceAll(',', ' ').trim(); rest !== '';) {
    const taken = takeName(rest, named);
    if (taken.kind === 'unknown') return taken;
    views.push(taken.value);
    // « console-projet et console-equipe, merci ».
    rest = taken.rest.replace(/^(?:et|puis|and)\s+/i, '');
    if (changesNothing(rest)) return { kind: 'read', views };
    if (meaningOf(rest) === 'takes-back') return { kind: 'taken-back', views, words: rest };
  }
  return { kind: 'read', views };
}

/** Ids of the current phase's items that the asker may mark, those first that are not so yet. */
function markableHere({ dossier, by }: CommandCall, to: Way): readonly string[] {
  const ofTeam = isProjectTeam(dossier, by);
  const own = dossier.items(dossier.state.phase).filter(({ item }) => !ofTeam || item.owner === 'projet');
  const isLeft = (view: ItemView) => isMarked(view) !== (to === 'done');
  return [...own.filter(isLeft), ...own.filter((view) => !isLeft(view))].map(({ item }) => item.id);
}

/** The project team marks its own items; the Service Team marks all. */
function mayMark({ dossier, by }: CommandCall, { item }: ItemView): boolean {
  if (item.owner === 'projet' && isProjectTeam(dossier, by)) return true;
  return dossier.ask.right(by).answer === 'yes';
}

function mark({ dossier, by, comment }: CommandCall, views: readonly ItemView[], to: Way): CommandResult {
  const at = comment.updatedAt;
  const changed = views.filter((view) => isMarked(view) !== (to === 'done'));
  const marks = Object.fromEntries(changed.map(({ key }) => [key, { done: to === 'done', by, at }]));
  const after = dossier.with({ items: { ...dossier.state.items, ...marks } });
  const told = reply(after, views, to);
  const notes = told.elsewhere.map(({ title, phase }): Note => {
    const kind = to === 'done' ? 'ticked-elsewhere' : 'unticked-elsewhere';
    return { at, by, kind, about: `${title} (phase « ${phase.title} »)`, reason: null };
  });
  return { dossier: notes.length === 0 ? after : after.with({ notes: [...dossier.state.notes, ...notes] }), reply: told };
}

function isMarked({ status }: ItemView): boolean {
  return status.kind === 'done' || status.kind === 'evidence';
}

/** What became of the items: `views` are as they were before, `dossier` shows them as they are now. */
function reply(dossier: Dossier, views: readonly ItemView[], to: Way): Extract<Reply, { kind: 'items-marked' }> {
  const outcome = (view: ItemView) => {
    const now = dossier.items(phaseOfItem(dossier, view).id).find(({ key }) => key === view.key)?.status.kind;
    // Behind the word that is taken back stands what the App saw, and before any word the Service Team's decision.
    if (to === 'open' && now === 'evidence') return 'kept';
    if (to === 'done' && now === 'waived') return 'waived';
    return isMarked(view) === (to === 'done') ? 'already' : 'changed';
  };
  const those = (wanted: ReturnType<typeof outcome>) => views.filter((view) => outcome(view) === wanted);
  const titles = (wanted: ReturnType<typeof outcome>) => those(wanted).map(({ item }) => item.title);
  const current = dossier.phase;
  const elsewhere = those('changed').flatMap((view) => {
    const phase = phaseOfItem(dossier, view);
    return phase.id === current.id ? [] : [{ title: view.item.title, phase, when: isPast(dossier, phase) ? 'past' : 'to-come' } as const];
  });
  return {
    kind: 'items-marked',
    done: to === 'done',
    changed: titles('changed'),
    already: titles('already'),
    kept: titles('kept'),
    waived: titles('waived'),
    elsewhere,
    current,
  };
}

function phaseOfItem({ procedure }: Dossier, { key }: ItemView): Phase {
  return phaseOf(procedure, key.split('/')[0] ?? '');
}

function isPast({ procedure, state }: Dossier, { id }: Phase): boolean {
  return phaseRank(procedure, id) < phaseRank(procedure, state.phase);
}
