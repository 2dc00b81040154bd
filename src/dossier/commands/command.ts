import type { Dossier } from '../dossier.ts';
import type { Comment } from '../observation.ts';
import type { CommandHelp, Reply } from '../reply.ts';

/** One command line, by somebody who may use the command. */
export interface CommandCall {
  readonly dossier: Dossier;
  /** Login of the comment's author. */
  readonly by: string;
  /** What follows the command's name on its line, trimmed. */
  readonly args: string;
  readonly comment: Comment;
}

/**
 * What a command did: the dossier at its new state (the same object where nothing changed) and its one visible outcome: a reply, or null where the
 * outcome shows elsewhere (the checklist comment of the phase that was entered, the comment turned into a checklist).
 */
export interface CommandResult {
  readonly dossier: Dossier;
  readonly reply: Reply | null;
}

/** A command of the App. Adding one: this object in a file of its own, and its line in `commands.ts`. */
export interface Command extends CommandHelp {
  /** True when it changes the dossier: such a command is not executed on a closed one. */
  readonly changes: boolean;
  /** Whether a line that lacks its slash can be nothing else than this command, by its arguments; absent where any sentence could begin so. */
  readonly isMeant?: (dossier: Dossier, args: string) => boolean;
  readonly run: (call: CommandCall) => CommandResult;
}
