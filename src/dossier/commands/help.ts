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
    isMeant: (_, args) => args === '',
    run: ({ dossier, by }) => ({
      dossier,
      reply: {
        kind: 'help',
        commands: commands().filter(({ audience }) => isAllowed(dossier, { audience, login: by }).answer === 'yes'),
      },
    }),
  };
}
