import { plainName } from '../../words/nearest.ts';
import { withoutPoliteEnd } from './left-words.ts';

const noes = ['non', 'no', 'retirer', 'remove'];

/** The arguments without the « non » that ends or begins them, and whether they had one: the command then takes back. Polite words at their end are left out. */
export function takeNo(args: string): { rest: string; no: boolean } {
  const words = withoutPoliteEnd(args).split(' ');
  const isNo = (word: string | undefined) => noes.includes(plainName(word ?? ''));
  if (isNo(words.at(-1)))
    return {
      rest: words
        .slice(0, -1)
        .join(' ')
        .replace(/[\s,;:]+$/, ''),
      no: true,
    };
  return isNo(words[0]) ? { rest: words.slice(1).join(' '), no: true } : { rest: words.join(' '), no: false };
}
