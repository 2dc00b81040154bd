import type { Probot } from 'probot';
import { z } from 'zod';

/** The client of one installation, as Probot authenticates it. */
export type Octokit = Awaited<ReturnType<Probot['auth']>>;

/** A repository, and the client that may act in it. */
export interface Repository {
  readonly octokit: Octokit;
  readonly owner: string;
  readonly repo: string;
}

const httpError = z.object({ status: z.number() });

/** HTTP status of an error thrown by Octokit, null for any other error. */
export function statusOf(error: unknown): number | null {
  const parsed = httpError.safeParse(error);
  return parsed.success ? parsed.data.status : null;
}

/** The value, or null where GitHub answers 404 (or 410, gone). */
export async function orNull<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    const status = statusOf(error);
    if (status === 404 || status === 410) return null;
    throw error;
  }
}
