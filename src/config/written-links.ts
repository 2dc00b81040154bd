import { z } from 'zod';
import type { LocatedYaml, ValuePath } from '../yaml/located-yaml.ts';

/** An address that a file gives to read, where its text stands. */
export interface WrittenLink {
  readonly url: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** The addresses in https that the texts of a process or of a form give to read, in the order of the file. Examples and what a field holds at first are not for reading. */
export function writtenLinks({ file, value, locate }: LocatedYaml): readonly WrittenLink[] {
  return textsOf(value, []).flatMap(({ text, path }) => addressesIn(text).map((url) => ({ url, file, ...locate(path) })));
}

/** The same addresses, of a value that stands in no file. */
export function addressesOf(value: unknown): readonly string[] {
  return textsOf(value, []).flatMap(({ text }) => addressesIn(text));
}

interface PlacedText {
  readonly text: string;
  readonly path: ValuePath;
}

function textsOf(value: unknown, path: ValuePath): readonly PlacedText[] {
  if (typeof value === 'string') return [{ text: value, path }];
  if (typeof value !== 'object' || value === null) return [];
  const isField = field.safeParse(value).success;
  return Object.entries(value).flatMap(([key, item]) => {
    const below = textsOf(item, [...path, Array.isArray(value) ? Number(key) : key]);
    if (!isField) return notToRead.includes(key) ? [] : below;
    return below.filter((text) => text.path.at(-1) !== 'value');
  });
}

/** Keys of a process or of a form that hold what somebody might write. */
const notToRead: readonly string[] = ['example', 'expected', 'placeholder'];

/** An element of a form whose `value` is what its field holds at first; that of a `markdown` is read. */
const field = z.looseObject({ type: z.string().refine((type) => type !== 'markdown'), attributes: z.looseObject({}) });

/** Stops where Markdown or a sentence goes on; names kept for examples are nobody's ("Reserved Top Level DNS Names", RFC 2606). */
function addressesIn(text: string): readonly string[] {
  return [...text.matchAll(/https:\/\/[a-zA-Z0-9][^\s"'`<>()[\]«»|\\]*/g)]
    .map(([address]) => address.replace(/[.,;:!?*]+$/, ''))
    .filter((address) => URL.canParse(address) && !exampleHost.test(new URL(address).hostname));
}

const exampleHost = /(?:^|\.)(?:example|exemple)(?:\.[a-z]+)*$|\.(?:test|invalid)$/;
