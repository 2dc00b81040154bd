import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Probot } from 'probot';

/** A bare Probot app with an empty handler: what the App's answers to webhooks are compared with. */
const probot = new Probot({
  appId: Number(process.env['APP_ID']),
  privateKey: process.env['PRIVATE_KEY'] ?? '',
  secret: process.env['WEBHOOK_SECRET'] ?? '',
  logLevel: 'fatal',
});
await probot.ready();
probot.onAny(() => undefined);
const middleware = await probot.getNodeMiddleware({ path: '/api/github/webhooks' });
const server = createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${JSON.stringify({ msg: 'listening', port: typeof address === 'object' ? address?.port : 0 })}\n`);
});
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!(await middleware(request, response))) response.writeHead(404).end();
}
