import { type ApiRequest, type Forward, reading } from '../exchange.ts';

/** Whether the repository that a request is about has that branch now. */
export async function hasBranch(request: ApiRequest, forward: Forward, branch: string): Promise<boolean> {
  const [, owner = '', repo = ''] = request.path;
  const { status } = await forward(reading(request, ['repos', owner, repo, 'git', 'ref', `heads/${branch}`]));
  return status === 200;
}
