import { z } from 'zod';
import type { ValuePath } from './located-yaml.ts';

/** The keys that a schema knows in the map at a path; none where the path leads to anything else. */
export function knownKeys(schema: z.core.$ZodType, path: ValuePath): readonly string[] {
  const [step, ...rest] = path;
  const bare = unwrap(schema);
  if (step === undefined) return bare instanceof z.ZodObject ? Object.keys(bare.shape) : [];
  if (bare instanceof z.ZodArray) return knownKeys(bare.element, rest);
  const next = bare instanceof z.ZodObject ? Object.entries(bare.shape).find(([key]) => key === step) : undefined;
  return next === undefined ? [] : knownKeys(next[1], rest);
}

/** The schema under what makes it optional or gives it a default. */
function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable
    ? unwrap(schema.unwrap())
    : schema;
}
