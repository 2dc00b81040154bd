import { once } from 'node:events';
import { request as forward } from 'node:http';
import { createServer } from 'node:https';
import { generate } from 'selfsigned';

/** HTTPS in front of an HTTP server, with a certificate for `github.test` and 127.0.0.1 by an authority that nobody knows. */
export interface PrivateFront {
  readonly port: number;
  /** The authority's certificate, in PEM. */
  readonly authority: string;
  readonly close: () => void;
}

export async function startPrivateFront(behind: string): Promise<PrivateFront> {
  const authority = await generate([{ name: 'commonName', value: 'Autorité du ministère (essai)' }], {
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: 'commonName', value: 'github.test' }], {
    algorithm: 'sha256',
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'github.test' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  const front = createServer({ key: server.private, cert: server.cert }, (request, response) => {
    const { host: _, ...headers } = request.headers;
    const onward = forward(new URL(request.url ?? '/', behind), { method: request.method ?? 'GET', headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  const address = front.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    authority: authority.cert,
    close: () => {
      front.close();
      front.closeAllConnections();
    },
  };
}
