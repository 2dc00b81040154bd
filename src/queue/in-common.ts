import type { SharedFacts } from './facts.ts';

/** Does some work with all that the other processes know, and resolves once what it tells is kept, whether the work succeeds or not. Rejects as the work does, or as `facts` do. */
export async function inCommon<T>({ catchUp, settle }: Pick<SharedFacts, 'catchUp' | 'settle'>, work: () => Promise<T>): Promise<T> {
  await catchUp();
  try {
    return await work();
  } finally {
    await settle();
  }
}
