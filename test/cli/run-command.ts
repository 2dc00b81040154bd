import type { GivenTerminal } from '../../src/cli/command.ts';
import { run } from '../../src/cli/run.ts';
import { noHelm } from '../../src/helm/find-helm.ts';

/** Runs `accostage` and tells its exit code and what it wrote. A part of the terminal that is not given must not be used. */
export async function runCommand(args: readonly string[], terminal: Partial<Omit<GivenTerminal, 'out' | 'err'>>) {
  const out: string[] = [];
  const err: string[] = [];
  const unused = () => {
    throw new Error('not read here');
  };
  const code = await run(args, {
    readFile: unused,
    readStdin: unused,
    listFiles: unused,
    listTree: unused,
    readTreeFile: terminal.readFile ?? unused,
    network: () => unused,
    now: () => new Date('2027-01-04T09:00:00Z'),
    helm: () => Promise.resolve(noHelm),
    environment: {},
    ...terminal,
    out: (text) => out.push(text),
    err: (text) => err.push(text),
  });
  return { code, out: out.join(''), err: err.join('') };
}
