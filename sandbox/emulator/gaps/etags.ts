import { digest } from '../../../src/words/digest.ts';
import type { Gap } from '../exchange.ts';

/**
 * Tags the readings of an installation, and answers « not modified » to one whose tag still holds ("Best practices for using the REST API", GitHub
 * documentation). As GitHub's, a tag is of the token too.
 */
export const etags: Gap = async (request, forward) => {
  const response = await forward(request);
  if (request.method !== 'GET' || request.caller.kind !== 'installation' || response.status !== 200) return response;
  const etag = `W/"${digest(`${request.headers['authorization']} ${response.body.toString('utf8')}`)}"`;
  const headers = { ...response.headers, etag };
  return request.headers['if-none-match'] === etag ? { status: 304, headers: { etag }, body: Buffer.alloc(0) } : { ...response, headers };
};
