import { parseArgs } from 'node:util';
import { endsOf, failures, isFailure, type Place } from './ends.ts';
import { laterLives } from './later-lives.ts';
import { lives } from './lives.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { life: text, place: { ...text, multiple: true } } });
const known = { ...lives, ...laterLives };
const life = Object.entries(known).find(([name]) => name === values.life)?.[1];
if (life === undefined) throw new Error(`--life : ${Object.keys(known).join(', ')}`);
const differences = endsOf(life).differences((values.place ?? []).map(readPlace));
for (const line of differences) process.stdout.write(`${line}\n`);
process.stdout.write(differences.length === 0 ? 'La même fin que sans panne.\n' : '');
process.exitCode = differences.length === 0 ? 0 : 1;

/** A place as a failure of the enumeration prints it, `before:12`. Throws on anything else. */
function readPlace(written: string): Place {
  const [failure = '', at = ''] = written.split(':');
  if (!isFailure(failure) || !/^\d+$/.test(at)) throw new Error(`--place : ${Object.keys(failures).join(', ')}, puis « : » et un nombre`);
  return { failure, at: Number(at) };
}
