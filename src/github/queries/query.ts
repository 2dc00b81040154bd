import type { z } from 'zod';

/** A GraphQL query of the App: its text, valid by GitHub's public schema, and the shape of the answer. Each lives in this folder, where a test finds it. */
export interface Query<Answer> {
  readonly text: string;
  readonly answer: z.ZodType<Answer>;
}
