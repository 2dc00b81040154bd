import { createServer } from 'node:http';
import { Probot, ProbotOctokit } from 'probot';
import type { AppEnvironment, RunningApp } from './world.ts';

/** The smallest App that proves the harness: it greets each new dossier once, and notes what its clock says when a timer of an hour fires. */
export async function startTinyApp({
  apiUrl,
  appId,
  privateKey,
  webhookSecret,
  clock,
}: AppEnvironment): Promise<RunningApp & { readonly fired: Date[] }> {
  const fired: Date[] = [];
  const probot = new Probot({
    appId,
    privateKey,
    secret: webhookSecret,
    baseUrl: apiUrl,
    logLevel: 'fatal',
    // Only the function form switches Probot's throttling off.
    Octokit: ProbotOctokit.defaults((defaults: object) => ({ ...defaults, throttle: { enabled: false }, retry: { enabled: false } })),
  });
  probot.on('issues.opened', async (context) => {
    await context.octokit.rest.issues.createComment(context.issue({ body: 'Bienvenue' }));
    clock.setTimer(3_600_000, () => fired.push(clock.now()));
  });
  const answer = await probot.getNodeMiddleware();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    fired,
    url: `http://127.0.0.1:${address.port}`,
    // Webhooks are answered after the handlers here, so the relay has waited for them already.
    settle: () => Promise.resolve(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
