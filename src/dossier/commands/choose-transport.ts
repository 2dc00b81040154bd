import { runnerLabel, type Transport, type TransportKind, transportSchema } from '../../config/transport.ts';
import type { Dossier } from '../dossier.ts';
import { mirrorItems } from '../mirror/mirror-items.ts';
import type { Platform } from '../mirror/mirror-workflow.ts';
import type { Command, CommandCall, CommandResult } from './command.ts';
import { changesNothing, meaningOf, takesBack, withoutPoliteEnd } from './left-words.ts';
import { type Named, takeName } from './take-name.ts';
import { platformNames } from './vocabulary.ts';

/**
 * `/transport <plateforme> <transport> [étiquette…]`: how this dossier's repositories reach a platform, where that is not the process's way. « défaut » takes the
 * process's again; labels are those of the machine that runs the GitHub Action.
 */
export const chooseTransport: Command = {
  name: 'transport',
  aliases: ['transports'],
  usage: '/transport <plateforme> <github-action [étiquette…]|reusable|gitlab-schedule|console|défaut>',
  summary: 'choisit, pour ce dossier, comment la copie vers une plateforme est demandée (`défaut` : comme le processus)',
  audience: 'service-team',
  changes: true,
  run: (call) => {
    const read = readArguments(call);
    if ('problem' in read) return { dossier: call.dossier, reply: { kind: 'wrong-argument', command: chooseTransport, ...read } };
    return set(call, read);
  },
};

/** What people call the transports; the name to write comes first. */
const kinds: readonly Named<TransportKind | 'default'>[] = [
  { value: 'github-action', names: ['github-action', 'github-actions', 'action', 'github', 'runner'] },
  { value: 'reusable', names: ['reusable', 'réutilisable', 'organisation', 'workflow de l’organisation'] },
  { value: 'gitlab-schedule', names: ['gitlab-schedule', 'gitlab', 'schedule', 'planifié', 'planification'] },
  { value: 'console', names: ['console', 'manuel', 'à la main', 'bouton'] },
  { value: 'default', names: ['défaut', 'default', 'processus'] },
];

interface Asked {
  readonly platform: Platform;
  /** Null for the process's own. */
  readonly transport: Transport | null;
}

interface Mistaken {
  readonly problem: string;
  readonly choices: readonly string[];
}

function readArguments({ dossier, args }: CommandCall): Asked | Mistaken {
  const platform = takeName(args, platformNames(dossier));
  if (platform.kind === 'unknown') {
    const named = takeName(args, kinds).kind === 'found';
    const problem = args === '' || named ? 'il manque la plateforme' : 'cette plateforme n’existe pas';
    const way = named ? args : 'console';
    return { problem, choices: platform.choices.map((id) => `${id} ${way}`) };
  }
  const { value, rest } = platform;
  const kind = takeName(rest, kinds);
  if (kind.kind === 'unknown') {
    const problem = rest === '' ? 'il manque le transport' : 'ce transport n’existe pas';
    return { problem, choices: kind.choices.map((name) => `${value.id} ${name}`) };
  }
  const labels = changesNothing(kind.rest)
    ? []
    : withoutPoliteEnd(kind.rest)
        .split(/[\s,+]+/)
        .filter((label) => label !== '');
  if (takesBack(kind.rest) || labels.some((label) => meaningOf(label) === 'takes-back'))
    return { problem: 'aucune machine ne s’appelle ainsi ; « défaut » reprend le transport du processus', choices: [`${value.id} défaut`] };
  if (labels.length > 0 && kind.value !== 'github-action')
    return {
      problem: 'seul le transport github-action prend des étiquettes de machine',
      choices: [`${value.id} github-action ${labels.join(' ')}`],
    };
  if (kind.value === 'default') return { platform: value, transport: null };
  if (kind.value === 'reusable') return { platform: value, transport: reusableOf(dossier) };
  const read = transportSchema.safeParse({ kind: kind.value, ...(labels.length > 0 ? { runsOn: labels } : {}) });
  if (read.success) return { platform: value, transport: read.data };
  const problem = labels.every((label) => runnerLabel.safeParse(label).success)
    ? 'il y a trop d’étiquettes de machine (dix au plus)'
    : 'une étiquette de machine est faite de lettres, de chiffres, de points et de tirets';
  return { problem, choices: [`${value.id} github-action self-hosted`] };
}

/** The organisation's workflow as the process names it for a platform, or as it is known. */
function reusableOf({ procedure }: Dossier): Transport {
  const named = procedure.mirror.platforms.find((platform) => platform.transport.kind === 'reusable');
  return named?.transport ?? transportSchema.parse({ kind: 'reusable' });
}

function set({ dossier, by, comment }: CommandCall, { platform, transport: chosen }: Asked): CommandResult {
  const { [platform.id]: before, ...others } = dossier.state.transports;
  const own = dossier.procedure.mirror.platforms.find(({ id }) => id === platform.id)?.transport ?? platform.transport;
  const after = chosen ?? own;
  const told = {
    kind: 'transport-set',
    platform: { ...platform, transport: after },
    wanted: dossier.platforms.wanted.some(({ id }) => id === platform.id),
    options: dossier.mirrorOptions,
    steps: mirrorItems(dossier),
  } as const;
  if (JSON.stringify(before ?? own) === JSON.stringify(after) && (chosen !== null || before === undefined))
    return { dossier, reply: { ...told, already: true } };
  const transports = chosen === null ? others : { ...others, [platform.id]: chosen };
  const note = { at: comment.updatedAt, by, kind: 'transport', about: platform.title, reason: noted(after) } as const;
  return {
    dossier: dossier.with({ transports, notes: [...dossier.state.notes, note] }),
    reply: { ...told, already: false },
  };
}

function noted(transport: Platform['transport']): string {
  return [transport.kind, ...(transport.kind === 'github-action' ? transport.runsOn : [])].join(' ');
}
