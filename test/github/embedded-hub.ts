import { Probot } from 'probot';
import { z } from 'zod';
import { HUB } from '../../sandbox/seed/population.ts';
import { octokitClass } from '../../src/github/client.ts';
import type { AppIdentity } from '../../src/github/identity.ts';
import type { Repository } from '../../src/github/octokit.ts';
import type { TestGitHub } from '../sandbox/a-github.ts';

/** The hub of an embedded GitHub, with the rights that the App has there. */
export async function hubOf({ github: { appId, privateKey, installationId, url } }: Pick<TestGitHub, 'github'>): Promise<Repository> {
  const [owner = '', repo = ''] = HUB.split('/');
  const probot = new Probot({ appId, privateKey, secret: 'x', baseUrl: url, Octokit: octokitClass('off'), logLevel: 'fatal' });
  return { octokit: await probot.auth(installationId), owner, repo };
}

/** Who the App is on an embedded GitHub. */
export async function appOf({ github: { appId, appLogin }, call }: Pick<TestGitHub, 'github' | 'call'>): Promise<AppIdentity> {
  const { id } = z.object({ id: z.number() }).parse((await call('lea-martin', `GET /users/${appLogin}`)).json);
  return { appId, userId: id, login: appLogin };
}
