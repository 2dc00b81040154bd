import { z } from 'zod';
import { type Entry, freshEntry } from '../entry.ts';

/** An entry as it stands in a row. Another version of the App may have written it: what it does not say is as in a fresh one. */
const storedSchema = z.object({
  causes: z.array(z.string()).catch([]),
  lane: z.enum(['people', 'sweep']).catch('people'),
  dueAt: z.number().nullable().catch(null),
  notBefore: z.number().catch(0),
  failures: z.number().catch(0),
  timesSetAside: z.number().catch(0),
  setAsideAt: z.number().nullable().catch(null),
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
