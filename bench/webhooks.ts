import { z } from 'zod';
import { type ChildServer, startChild } from './child.ts';
import { percentile } from './percentile.ts';
import { startApp, WEBHOOK_SECRET } from './start-app.ts';
import { startGitHubProcess } from './start-github.ts';

const ROUNDS = 5;
const DOSSIERS = 20;

const times = z.object({ p50: z.number(), p99: z.number() });
type Times = z.infer<typeof times>;

/**
 * How fast a burst of 500 webhooks is answered, by the App at work and by a bare Probot app: medians of five bursts each, in turn, after one to warm up.
 * GitHub, who sends, and both apps are processes of their own.
 */
export async function benchWebhooks() {
  const github = await startGitHubProcess(DOSSIERS);
  const { appId, privateKey } = github;
  const bare = await startChild(['bench/bare-probot.ts'], { APP_ID: String(appId), PRIVATE_KEY: privateKey, WEBHOOK_SECRET });
  const app = await startApp(github);
  const load = await startChild(['bench/load.ts'], {});
  const burst = async ({ port }: ChildServer): Promise<Times> => {
    await github.calm();
    return times.parse(await load.ask(port));
  };
  const rounds: { readonly bare: Times; readonly app: Times }[] = [];
  for (let round = 0; round <= ROUNDS; round++) rounds.push({ bare: await burst(bare), app: await burst(app) });
  const measured = rounds.slice(1);
  const median = (who: 'bare' | 'app', which: keyof Times) =>
    percentile(
      measured.map((round) => round[who][which]),
      50,
    );
  const summary = (who: 'bare' | 'app') => ({ p50: median(who, 'p50'), p99: median(who, 'p99') });
  await github.calm();
  const exitCode = await app.stop();
  await Promise.all([bare.stop(), load.stop()]);
  await github.stop();
  return { bare: summary('bare'), app: summary('app'), exitCode };
}
