import { z } from 'zod';
import type { Needs, Observation } from '../dossier/observation.ts';
import { procedureSchema } from '../config/procedure.ts';
import { stateSchema } from '../dossier/state.ts';
import { maskSecrets } from '../words/secrets.ts';
import { UsageError } from './command.ts';
import { printableJson } from './printable.ts';

/** What `observe` writes and `simulate` reads: all that was read of a dossier, and when. */
export interface ObservationFile {
  readonly at: string;
  readonly observation: Observation;
}

/** The file as text, secrets masked. */
export function writeObservation({ at, observation }: ObservationFile): string {
  const masked: unknown = JSON.parse(
    JSON.stringify(observation, (_, value: unknown) => (typeof value === 'string' ? maskSecrets(value) : value)),
  );
  return printableJson({ format, at, observation: masked });
}

/** Raised with every change of what an observation holds that an earlier file does not: it is never completed by guesses. */
const format = 'accostage/observation/3';
/** Of this version or another. */
const anyFormat = z.object({ format: z.string().startsWith('accostage/observation/') });

const memorySchema = z.union([z.object({ kind: z.literal('kept'), state: stateSchema }), z.object({ kind: z.enum(['none', 'lost']) })]);

const fileSchema = z.object({
  format: z.literal(format),
  at: z.iso.datetime(),
  // Written by the same program, of that format: only what tells another file from one of these is looked at.
  observation: z.custom<Observation>(
    (value) =>
      z.looseObject({ key: z.string(), issue: z.looseObject({ body: z.string() }), memory: memorySchema }).safeParse(value).success,
  ),
});

/** Reads such a file. Throws UsageError for any other text, one of another version of the program included. */
export function readObservation(text: string, path: string): ObservationFile {
  const value = parsed(text);
  const read = fileSchema.safeParse(value);
  if (read.success) return { ...read.data, observation: upToDate(read.data.observation) };
  const told = anyFormat.safeParse(value);
  throw new UsageError(
    told.success && told.data.format !== format
      ? `cette observation a été écrite par une autre version d’accostage : refaites-la par « accostage observe » : ${path}`
      : `ce n’est pas une observation écrite par « accostage observe » : ${path}`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** An observation of before some keys of the process is read as a process that does not write them. */
function upToDate(observation: Observation): Observation {
  const { data: procedure } = procedureSchema.safeParse(observation.procedure);
  return procedure === undefined ? observation : { ...observation, procedure };
}

/** Completes nothing: nobody is there to be asked, and another instant may need what was not read then. Throws UsageError. */
export function lacking(_: Observation, needs: Needs): never {
  const asked = Object.entries(needs).flatMap(([name, value]) =>
    (Array.isArray(value) ? value.length > 0 : Boolean(value)) ? [name] : [],
  );
  throw new UsageError(`l’observation ne dit pas tout ce qu’il faudrait savoir à cet instant (${asked.join(', ')}) : refaites-la`);
}
