import { z } from 'zod';
import type { SharedFacts } from '../queue/facts.ts';
import { type RepositoryRef, repositoryKey, repositoryNamed } from '../words/key.ts';

const newsSchema = z.discriminatedUnion('what', [
  /** An event told that anything may be new there; or that a push touched no file that matters; or that its pull requests are. */
  z.object({ what: z.enum(['anything', 'no-file-that-matters', 'pulls']) }).readonly(),
  /** The App wrote a pull request there, whose events are its own and lead to nothing. */
  z.object({ what: z.literal('own-pull') }).readonly(),
  /** The check run of a commit was written, or a person asks for another one. */
  z.object({ what: z.literal('run'), id: z.number(), commit: z.string() }).readonly(),
]);

/** What happened in a repository, after which something that was read there is no longer so. */
export type News = z.infer<typeof newsSchema>;

/** No reading is kept for longer. */
const KEPT_MS = 25 * 3_600_000;

/** Tells the other processes what happened in a repository; `hear` gets what they tell. */
export function shareNews(
  facts: Pick<SharedFacts, 'open'>,
  hear: (where: RepositoryRef, news: News) => void,
): (where: RepositoryRef, news: News) => void {
  const tell = facts.open({
    kind: 'news',
    keptMs: KEPT_MS,
    schema: newsSchema,
    hear: ({ subject, value }) => {
      if (value !== null) hear(repositoryNamed(subject.split(' ', 1)[0] ?? ''), value);
    },
  });
  return ({ owner, repo }, news) => {
    const about = news.what === 'run' ? `${news.what} ${news.commit}` : news.what;
    tell(`${repositoryKey(`${owner}/${repo}`)} ${about}`, news);
  };
}
