import { z } from 'zod';
import type { Person } from '../../src/github/identify.ts';
import type { EmbeddedGitHub } from './start-github.ts';

const shape = z.object({ id: z.number(), login: z.string() });

/** Somebody of the embedded GitHub with their id, as a sign-in would tell it. Throws when there is nobody of that login. */
export async function readPerson({ url, fetch }: Pick<EmbeddedGitHub, 'url' | 'fetch'>, login: string): Promise<Person> {
  const response = await fetch(`${url}/users/${encodeURIComponent(login)}`);
  return shape.parse(await response.json());
}
