import { runCommand } from './run-command.ts';

/** A small form, with a field of each kind. */
export const small = `name: Essai
description: Un formulaire d’essai
body:
  - {type: input, id: nom, attributes: {label: Nom}}
  - {type: dropdown, id: un, attributes: {label: Un choix, options: [Oui, Non]}}
  - {type: dropdown, id: plusieurs, attributes: {label: Plusieurs choix, multiple: true, options: ['a, b', c]}}
  - {type: checkboxes, id: cases, attributes: {label: Cases, options: [{label: Lu}, {label: Compris}]}}
`;

/** Runs the command on files in memory. */
export async function accostage(args: string | readonly string[], files: Readonly<Record<string, string>> = {}) {
  const readFile = (path: string) => {
    const text = files[path];
    if (text === undefined) throw new Error('ENOENT');
    return text;
  };
  return runCommand(typeof args === 'string' ? args.split(' ').filter(Boolean) : args, {
    readFile,
    readTreeFile: readFile,
    readStdin: () => files['-'] ?? '',
    listFiles: (directory) => {
      if (directory === 'absent') throw new Error('ENOENT');
      return Object.keys(files);
    },
    listTree: (directory) =>
      Object.entries(files)
        .filter(([path]) => path.startsWith(`${directory}/`))
        .map(([path, text]) => ({ path: path.slice(directory.length + 1), size: text.length })),
    network: () => () => {
      throw new Error('nothing is called here');
    },
  });
}
