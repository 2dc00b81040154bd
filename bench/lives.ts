import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { deliveryHeaders, type Payload } from '../sandbox/emulator/delivery.ts';
import { person } from '../sandbox/emulator/person.ts';
import { callAs } from '../sandbox/emulator/rest.ts';
import { startGitHub } from '../sandbox/emulator/start-github.ts';
import { goodAnswers } from '../sandbox/seed/good-answers.ts';
import { grants } from '../sandbox/seed/grants.ts';
import { seedHub } from '../sandbox/seed/seed-hub.ts';
import { readDefaults, readShipped, shippedForm } from '../src/defaults.ts';
import { renderAnswers } from '../src/form/render-answers.ts';
import { readMarker } from '../src/render/marker.ts';
import { hubs, populationOfHubs, teamOf } from './many-hubs.ts';
import { openSlowWay } from './slow-way.ts';
import { WEBHOOK_SECRET } from './start-app.ts';

/**
 * An embedded GitHub in a process of its own, with a slow way to it for each replica, in whose hubs dossiers live a short life: opened, then carried to its end by a command. Each
 * event reaches one replica, in turn. Asked `open`, `end`, `release`, `counts` or `judge`; told the ports of the replicas before.
 */
const dossiers = Number(process.env['DOSSIERS']);
const callMs = Number(process.env['CALL_MS']);
const CARRIED_AT_ONCE = 20;
let ports: readonly number[] = [];
let sent = 0;
let refused = 0;
let isHeld = false;
/** Events wait until they are released together: what is measured is how the replicas bring them to their end, not how they come. */
let held: (() => Promise<void>)[] = [];
const github = await startGitHub({ seed: populationOfHubs, grants, webhookSecret: WEBHOOK_SECRET, port: 0, carry });
for (const hub of hubs)
  await seedHub(github, { hub, form: readShipped(shippedForm), configuration: `version: 1\nserviceTeam:\n  team: ${teamOf(hub)}\n` });
const ways = [await openSlowWay(github, callMs), await openSlowWay(github, callMs)];
const body = renderAnswers(readDefaults().form, goodAnswers);
interface Place {
  readonly hub: string;
  readonly number: number;
}
const places: Place[] = [];
/** The dossiers that the App answered, and those that it closed. */
const reached = { open: new Set<string>(), end: new Set<string>() };
github.requests.watch(({ method, path, status, caller }) => {
  const place = /^\/repos\/([^/]+\/[^/]+\/issues\/\d+)(?:\/comments)?$/.exec(path)?.[1];
  if (place === undefined || caller.kind !== 'installation' || status >= 300) return;
  if (method === 'POST') reached.open.add(place);
  if (method === 'PATCH') reached.end.add(place);
});

function carry(event: string, payload: Payload): void {
  if (isHeld) held.push(() => deliver(event, payload));
  else void deliver(event, payload);
}

function release(): void {
  isHeld = false;
  const letters = held;
  held = [];
  const left = letters.values();
  const carrier = async () => {
    for (const letter of left) await letter();
  };
  for (let count = 0; count < CARRIED_AT_ONCE; count += 1) void carrier();
}

async function deliver(event: string, payload: Payload): Promise<void> {
  const port = ports[(sent += 1) % ports.length];
  if (port === undefined) return;
  const text = JSON.stringify(payload);
  const headers = deliveryHeaders({ id: randomUUID(), event }, { body: text, secret: WEBHOOK_SECRET, appId: github.appId });
  const taken = await fetch(`http://127.0.0.1:${port}/api/github/webhooks`, { method: 'POST', headers, body: text }).then(
    ({ ok }) => ok,
    () => false,
  );
  refused += Number(!taken);
}

async function open(): Promise<void> {
  isHeld = true;
  while (places.length < dossiers)
    for (const hub of hubs.slice(0, dossiers - places.length)) {
      const lea = person('lea-martin', { url: github.url, repository: hub });
      places.push({ hub, number: await lea.submitForm({ title: `Projet ${places.length}`, body }) });
    }
}

async function endAll(): Promise<void> {
  isHeld = true;
  for (const { hub, number } of places)
    await person('camille-st', { url: github.url, repository: hub }).comment(number, '/forcer embarque décidé en comité');
}

const issueSchema = z.object({ state: z.string() });
const commentsSchema = z.array(z.object({ body: z.string(), user: z.object({ login: z.string() }) }));

/** Lives that did not come to their end, and texts of the App that are there twice. */
async function judge(): Promise<{ readonly lost: number; readonly doubles: number }> {
  let lost = 0;
  let doubles = 0;
  for (const { hub, number } of places) {
    const read = (path: string) => callAs('camille-st', github.url, { method: 'GET', path: `/repos/${hub}/issues/${number}${path}` });
    const { state } = issueSchema.parse(await read(''));
    const comments = commentsSchema.parse(await read('/comments?per_page=100'));
    const slots = comments.flatMap(({ body: text, user }) => (user.login === github.appLogin ? [readMarker(text) ?? text] : []));
    lost += Number(state !== 'closed' || !slots.includes('status'));
    doubles += slots.length - new Set(slots).size;
  }
  return { lost, doubles };
}

const asked = z.union([
  z.enum(['open', 'end', 'release', 'counts', 'judge']),
  z.string().transform((text) => z.array(z.number()).parse(JSON.parse(text))),
]);

async function answer(message: z.infer<typeof asked>): Promise<object> {
  switch (message) {
    case 'open':
      await open();
      return {};
    case 'end':
      await endAll();
      return {};
    case 'release':
      release();
      return {};
    case 'counts':
      return { calls: github.requests.of('installation').length, open: reached.open.size, end: reached.end.size, refused };
    case 'judge':
      return judge();
    default:
      ports = message;
      return {};
  }
}

process.on('message', (message) => void answer(asked.parse(message)).then((told) => process.send?.(told)));
process.once('SIGTERM', () => process.exit(0));
const { appId, privateKey } = github;
process.stdout.write(`${JSON.stringify({ msg: 'listening', port: Number(new URL(github.url).port), appId, privateKey, ways })}\n`);
