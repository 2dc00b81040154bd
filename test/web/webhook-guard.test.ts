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
  { nom: 'une signature vide est refusée', headers: { 'x-hub-signature-256': '' }, status: 401 },
  { nom: 'sans signature, refusée', headers: { 'x-hub-signature-256': null }, status: 400 },
  { nom: 'sans nom d’événement, refusée', headers: { 'x-github-event': null }, status: 400 },
  { nom: 'sans numéro de livraison, refusée', headers: { 'x-github-delivery': null }, status: 400 },
  { nom: 'un autre type que JSON est refusé', headers: { 'content-type': 'application/x-www-form-urlencoded' }, status: 415 },
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
  socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${26 * MiB}\r\n\r\n`);
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
  socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"a":`);
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
