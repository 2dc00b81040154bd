import type { z } from 'zod';
import { tokenOf } from '../emulator/credentials.ts';
import type { RestCall } from '../emulator/rest.ts';
import type { EmbeddedGitHub } from '../emulator/start-github.ts';

/** What came of an act on GitHub: its answer, or the status and text of its refusal. */
export type Done =
  | { readonly ok: true; readonly answer: unknown }
  | { readonly ok: false; readonly status: number; readonly message: string };

/** Somebody who reads the pages, and sees and may do there what GitHub lets them. */
export interface Viewer {
  /** Null for a passer-by who is not signed in. */
  readonly login: string | null;
  /** What the API answers to them at a path; null when it is not there for them. Throws when the answer has another shape. */
  get<Shape extends z.ZodType>(path: string, shape: Shape): Promise<z.infer<Shape> | null>;
  /** All pages of a list; empty when it is not there for them. */
  all<Shape extends z.ZodType>(path: string, shape: Shape): Promise<readonly z.infer<Shape>[]>;
  /** What is at a path as text; null when it is not there for them. */
  text(path: string): Promise<string | null>;
  act(call: RestCall): Promise<Done>;
}

const PAGE = 100;

/** The viewer with that login. */
export function viewer(login: string | null, github: Pick<EmbeddedGitHub, 'url' | 'fetch'>): Viewer {
  const send = ({ method, path, body }: RestCall) =>
    github.fetch(`${github.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(login === null ? {} : { authorization: `Bearer ${tokenOf(login)}` }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const read = async (path: string): Promise<unknown> => {
    const response = await send({ method: 'GET', path });
    return response.ok ? await response.json() : null;
  };
  return {
    login,
    get: async (path, shape) => {
      const found = await read(path);
      return found === null ? null : shape.parse(found);
    },
    all: async (path, shape) => {
      const found = [];
      for (let page = 1; found.length === (page - 1) * PAGE; page += 1) {
        const some = await read(`${path}${path.includes('?') ? '&' : '?'}per_page=${PAGE}&page=${page}`);
        if (!Array.isArray(some)) break;
        found.push(...some.map((one) => shape.parse(one)));
      }
      return found;
    },
    text: async (path) => {
      const response = await send({ method: 'GET', path });
      return response.ok ? await response.text() : null;
    },
    act: async (call) => {
      const response = await send(call);
      const text = await response.text();
      if (!response.ok) return { ok: false, status: response.status, message: text };
      return { ok: true, answer: text === '' ? null : JSON.parse(text) };
    },
  };
}
