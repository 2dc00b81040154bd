import { plainName } from '../../words/nearest.ts';
import { authorise } from './authorise.ts';
import { chooseTransport } from './choose-transport.ts';
import type { Command } from './command.ts';
import { diagnose } from './diagnose.ts';
import { flow } from '../../flows/feature.ts';
import { force } from './force.ts';
import { helpOn } from './help.ts';
import { markDone, markOpen } from './mark-items.ts';
import { mend } from './mend.ts';
import { mirror } from './mirror.ts';
import { movePhase } from './move-phase.ts';
import { pause, resume } from './pause.ts';
import { personalChecklist } from './personal-checklist.ts';
import type { CommandLine } from './read-commands.ts';
import { sendBack } from './send-back.ts';
import { setRuns } from './set-runs.ts';
import { settleQuestions } from './settle-questions.ts';
import { standing, verify } from './standing.ts';
import { team } from './team.ts';
import { validate } from './validate.ts';
import { waive } from './waive.ts';
import { why } from './why.ts';

/** Every command, in the order of `/aide`. */
export const commands: readonly Command[] = [
  helpOn(() => commands),
  standing,
  why,
  markDone,
  markOpen,
  personalChecklist,
  verify,
  mend,
  setRuns,
  mirror,
  flow,
  team,
  diagnose,
  pause,
  resume,
  settleQuestions,
  validate,
  sendBack,
  waive,
  movePhase,
  force,
  authorise,
  chooseTransport,
];

/** The command of a line and its arguments; « /pas fait » is « /pas-fait ». Null when there is none. */
export function commandOf({ name, args }: Pick<CommandLine, 'name' | 'args'>): { command: Command; args: string } | null {
  const command = findCommand(name);
  if (command !== null) return { command, args };
  const [second = '', ...rest] = args.split(/\s+/);
  const joined = findCommand(`${name}-${second}`);
  return joined === null ? null : { command: joined, args: rest.join(' ') };
}

/** The command of that name or alias, whatever its accents and hyphens; null when there is none. */
function findCommand(name: string): Command | null {
  const wanted = plainName(name);
  return commands.find((command) => [command.name, ...command.aliases].some((known) => plainName(known) === wanted)) ?? null;
}
