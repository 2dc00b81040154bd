import { z } from 'zod';
import { type Entry, freshEntry } from '../entry.ts';

/** What a date can hold ("Time Values and Time Range", ECMAScript): any other time could not be written back. */
const MAX_TIME = 8.64e15;
const time = z.number().min(-MAX_TIME).max(MAX_TIME);
const count = z.int().nonnegative();

/** An entry as it stands in a row. Another version of the App may have written it: what it does not say is as in a fresh one. */
const storedSchema = z.object({
  causes: z.array(z.string()).catch([]),
  lane: z.enum(['people', 'sweep']).catch('people'),
  dueAt: time.nullable().catch(null),
  notBefore: time.catch(0),
  failures: count.catch(0),
  outages: count.catch(0),
  outageOf: z.string().nullable().catch(null),
  timesSetAside: count.catch(0),
  setAsideAt: time.nullable().catch(null),
});

/** What is put in a row. */
export function storeEntry(entry: Entry): object {
  return { ...entry, causes: [...entry.causes] };
}

/** The entry of a row; a fresh one of anything else. */
export function readEntry(data: unknown): Entry {
  const read = storedSchema.safeParse(data);
  return read.success ? { ...read.data, causes: new Set(read.data.causes) } : freshEntry();
}
