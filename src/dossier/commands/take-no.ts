import { plainName } from '../../words/nearest.ts';

const noes = ['non', 'no', 'retirer', 'remove'];

/** The arguments without the « non » that ends them, and whether they had one: the command then takes back. */
export function takeNo(args: string): { rest: string; no: boolean } {
  const words = args.split(/\s+/);
  const no = noes.includes(plainName(words.at(-1) ?? ''));
  return { rest: (no ? words.slice(0, -1) : words).join(' '), no };
}
