import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface Received {
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly body?: string;
  /** What happens before the answer goes. */
  readonly before?: (received: Received) => void;
}

/** Something that answers as GitLab's trigger API does; `answers` come in turn, the last one for ever. */
export interface GitLab {
  readonly url: string;
  readonly received: readonly Received[];
  answers: Answer[];
  readonly close: () => void;
}

/** A pipeline that was made, as GitLab tells it. */
export const pipelineMade: Answer = {
  status: 201,
  body: '{"id":7,"web_url":"https://gitlab.example/g/p/-/pipelines/7","user":{"web_url":"https://gitlab.example/u"}}',
};

/** A GitLab on this machine, where every request makes a pipeline. */
export async function startGitLab(): Promise<GitLab> {
  const received: Received[] = [];
  const answerTo = async (request: IncomingMessage, response: ServerResponse) => {
    const one = { path: request.url ?? '', fields: await readFields(request) };
    received.push(one);
    const answer = (gitlab.answers.length > 1 ? gitlab.answers.shift() : gitlab.answers[0]) ?? { status: 500 };
    answer.before?.(one);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body ?? '{}');
  };
  const server = createServer((request, response) => void answerTo(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  const gitlab: GitLab = { url: `http://127.0.0.1:${port}`, received, answers: [pipelineMade], close };
  return gitlab;
}

/** The fields of a multipart form. */
async function readFields(request: IncomingMessage): Promise<Record<string, string>> {
  const form = await new Response(await buffer(request), { headers: { 'content-type': request.headers['content-type'] ?? '' } }).formData();
  return Object.fromEntries([...form].map(([name, value]) => [name, typeof value === 'string' ? value : 'un fichier']));
}
