import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { deliveryHeaders, path, sign, startWebhookBench, type WebhookBench } from './webhook-bench.ts';

const MiB = 1024 * 1024;
const opened = JSON.stringify({ action: 'opened', issue: { number: 1, title: 'été' }, installation: { id: 1 } });

let bench: WebhookBench;
beforeEach(async () => {
  bench = await startWebhookBench();
});
afterEach(() => bench.close());

interface Delivery {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly method?: string;
  readonly to?: string;
}

async function deliver({ body = opened, headers = {}, method = 'POST', to = path }: Delivery): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${bench.port}${to}`, {
    method,
    headers: deliveryHeaders(body, headers),
    ...(method === 'GET' ? {} : { body }),
  });
  await response.arrayBuffer();
  return response.status;
}

it.each<Delivery & { nom: string; status: number; received?: string[] }>([
  { nom: 'une livraison signée arrive à l’application', status: 200, received: ['issues'] },
  {
    nom: 'un type JSON avec un jeu de caractères aussi',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    status: 200,
    received: ['issues'],
  },
  { nom: 'des blancs avant l’objet aussi', body: `\r\n\t ${opened}`, status: 200, received: ['issues'] },
  { nom: 'une adresse avec paramètres aussi', to: `${path}?essai=1`, status: 200, received: ['issues'] },
  { nom: 'un événement inconnu est accepté sans suite', headers: { 'x-github-event': 'licorne' }, status: 200 },
  { nom: 'un événement que l’application n’écoute pas est accepté sans suite', headers: { 'x-github-event': 'star' }, status: 200 },
  { nom: 'une signature d’un autre secret est refusée', headers: { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }, status: 401 },
  { nom: 'une signature trop courte est refusée', headers: { 'x-hub-signature-256': 'sha256=00' }, status: 401 },
  { nom: 'une signature d’un autre corps est refusée', headers: { 'x-hub-signature-256': sign(`${opened} `) }, status: 401 },
  { nom: 'une signature sans « sha256= » est refusée', headers: { 'x-hub-signature-256': sign(opened).slice(7) }, status: 401 },
  {
    nom: 'une signature en majuscules est refusée',
    headers: { 'x-hub-signature-256': sign(opened).toUpperCase().replace('SHA', 'sha') },
    status: 401,
  },
  { nom: 'deux signatures sont refusées', headers: { 'x-hub-signature-256': `${sign(opened)}, ${sign(opened)}` }, status: 401 },
  { nom: 'une signature vide est refusée', headers: { 'x-hub-signature-256': '' }, status: 401 },
  { nom: 'sans signature, refusée', headers: { 'x-hub-signature-256': null }, status: 400 },
  { nom: 'sans nom d’événement, refusée', headers: { 'x-github-event': null }, status: 400 },
  { nom: 'un nom d’événement qui est une propriété de tout objet est refusé', headers: { 'x-github-event': '__proto__' }, status: 400 },
  { nom: 'un autre aussi', headers: { 'x-github-event': 'constructor' }, status: 400 },
  { nom: 'un nom d’événement qui n’en a pas la forme est refusé', headers: { 'x-github-event': 'issues.opened' }, status: 400 },
  { nom: 'un numéro de livraison qui n’en est pas un est refusé', headers: { 'x-github-delivery': 'x'.repeat(1_000) }, status: 400 },
  { nom: 'sans numéro de livraison, refusée', headers: { 'x-github-delivery': null }, status: 400 },
  { nom: 'un autre type que JSON est refusé', headers: { 'content-type': 'application/x-www-form-urlencoded' }, status: 415 },
  { nom: 'un type qui ne fait que commencer comme JSON aussi', headers: { 'content-type': 'application/json-seq' }, status: 415 },
  { nom: 'sans type, refusée', headers: { 'content-type': '' }, status: 415 },
  { nom: 'un JSON coupé, même signé, est refusé', body: opened.slice(0, -1), status: 400 },
  { nom: 'un corps vide, même signé, est refusé', body: '', status: 400 },
  { nom: 'null, même signé, est refusé', body: 'null', status: 400 },
  { nom: 'un nombre, même signé, est refusé', body: '5', status: 400 },
  { nom: 'un texte, même signé, est refusé', body: '"x"', status: 400 },
  { nom: 'une liste, même signée, est refusée', body: '[]', status: 400 },
  { nom: 'une lecture de l’adresse ne trouve rien', method: 'GET', status: 404 },
  { nom: 'une autre adresse ne trouve rien', to: '/autre', status: 404 },
  {
    nom: 'une adresse détournée vers celle des webhooks est gardée de même',
    to: `/x/..${path}`,
    headers: { 'x-hub-signature-256': sign('') },
    status: 401,
  },
])('$nom ($status)', async ({ status, received = [], ...delivery }) => {
  expect(await deliver(delivery)).toBe(status);
  expect(bench.received).toEqual(received);
});

/** The head of a request that announces this many bytes, with the headers of a delivery whose signature has the right form and is false. */
function requestHead(length: number, changed: Readonly<Record<string, string | null>> = {}): string {
  const headers = deliveryHeaders('', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}`, ...changed });
  const lines = Object.entries({ host: 'x', 'content-length': String(length), ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

it.each<{ nom: string; headers: Record<string, string | null>; status: number }>([
  { nom: 'sans signature', headers: { 'x-hub-signature-256': null }, status: 400 },
  { nom: 'signature sans sa forme', headers: { 'x-hub-signature-256': 'sha256=00' }, status: 401 },
  { nom: 'sans événement', headers: { 'x-github-event': null }, status: 400 },
  { nom: 'événement impossible', headers: { 'x-github-event': '__proto__' }, status: 400 },
  { nom: 'sans numéro de livraison', headers: { 'x-github-delivery': null }, status: 400 },
  { nom: 'autre type que JSON', headers: { 'content-type': 'text/plain' }, status: 415 },
])('$nom : refusée à ses en-têtes, avant que le corps soit envoyé ($status)', async ({ headers, status }) => {
  const socket = connect(bench.port, '127.0.0.1');
  socket.write(requestHead(10 * MiB, headers));
  const [answer] = await once(socket, 'data');
  socket.destroy();
  expect(String(answer)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

it('les corps tenus ensemble sont bornés à 64 Mo : au-delà 503, et la place revient', async () => {
  const part = Buffer.alloc(24 * MiB, ' ');
  const sockets = Array.from({ length: 3 }, () => connect(bench.port, '127.0.0.1'));
  const answers = sockets.map(async (socket) => String((await once(socket, 'data'))[0]).slice(9, 12));
  for (const socket of sockets) socket.write(Buffer.concat([Buffer.from(requestHead(25 * MiB)), part]));
  // 72 MB have been sent: one of the three finds no room. The two others, which wait for their last bytes, hold 48.
  expect(await Promise.race(answers)).toBe('503');
  expect(await deliver({})).toBe(200);
  for (const socket of sockets) socket.write(part.subarray(0, MiB));
  expect((await Promise.all(answers)).toSorted()).toEqual(['401', '401', '503']);
  for (const socket of sockets) socket.destroy();
  expect(await deliver({ body: opened + ' '.repeat(24 * MiB) })).toBe(200);
});

it('une livraison falsifiée n’écrit ni son corps ni une erreur au journal', async () => {
  await deliver({ body: JSON.stringify({ secret: 'texte privé' }), headers: { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` } });
  expect(bench.logLines).toEqual([]);
});

it.each([
  { nom: '25 Mo juste sont acceptés', length: 25 * MiB, status: 200, received: ['issues'] },
  { nom: 'un octet de plus est refusé', length: 25 * MiB + 1, status: 413, received: [] },
  { nom: '40 Mo sont refusés', length: 40 * MiB, status: 413, received: [] },
])('longueur annoncée : $nom', async ({ length, status, received }) => {
  expect(await deliver({ body: opened + ' '.repeat(length - Buffer.byteLength(opened)) })).toBe(status);
  expect(bench.received).toEqual(received);
});

it('une longueur annoncée trop grande est refusée avant que le corps soit envoyé', async () => {
  const socket = connect(bench.port, '127.0.0.1');
  socket.write(requestHead(26 * MiB));
  const [answer] = await once(socket, 'data');
  socket.destroy();
  expect(String(answer)).toMatch(/^HTTP\/1\.1 413 /);
});

it.each([
  { nom: 'moins de 25 Mo passent', chunks: 3, status: 200, received: ['issues'] },
  { nom: 'plus de 25 Mo sont refusés', chunks: 30, status: 413, received: [] },
])('longueur non annoncée : $nom', async ({ chunks, status, received }) => {
  const parts = [opened, ...Array.from({ length: chunks }, () => ' '.repeat(MiB))];
  const response = await fetch(`http://127.0.0.1:${bench.port}${path}`, {
    method: 'POST',
    headers: deliveryHeaders(parts.join('')),
    body: ReadableStream.from(parts.map((part) => Buffer.from(part))),
    duplex: 'half',
  });
  await response.arrayBuffer();
  expect(response.status).toBe(status);
  expect(bench.received).toEqual(received);
});

it('un envoi coupé en route est oublié sans erreur', async () => {
  const socket = connect(bench.port, '127.0.0.1');
  socket.write(`${requestHead(100)}{"a":`);
  await once(socket, 'connect');
  socket.destroy();
  expect(await deliver({})).toBe(200);
  expect(bench.received).toEqual(['issues']);
  expect(bench.logLines.filter((line) => line.includes('"level":50'))).toEqual([]);
});

it('des octets qui ne sont pas de l’UTF-8 sont refusés', async () => {
  const bytes = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
  const headers = deliveryHeaders('', { 'x-hub-signature-256': sign(bytes) });
  const response = await fetch(`http://127.0.0.1:${bench.port}${path}`, { method: 'POST', headers, body: bytes });
  await response.arrayBuffer();
  expect(response.status).toBe(400);
  expect(bench.received).toEqual([]);
});
