import { isAllowed } from './audience.ts';
import type { Command } from './command.ts';

/** `/aide`: among the commands given, those that the asker may use. */
export function helpOn(commands: () => readonly Command[]): Command {
  return {
    name: 'aide',
    aliases: ['help', 'commandes', 'h'],
    usage: '/aide',
    summary: 'affiche les commandes que vous pouvez utiliser',
    audience: 'anyone',
    changes: false,
    run: ({ facts, state, by }) => ({
      state,
      reply: {
        kind: 'help',
        commands: commands().filter(({ audience }) => isAllowed(facts, state, { audience, login: by }).answer === 'yes'),
      },
    }),
  };
}
