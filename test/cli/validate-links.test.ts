import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noHelm } from '../../src/helm/find-helm.ts';
import { run } from '../../src/cli/run.ts';
import { type Trial, tryLink } from '../../src/cli/try-link.ts';

const site = 'https://doc.gouv.fr';
/** What is asked, and how many questions wait at once. */
let asked: string[] = [];
let waiting = 0;
let most = 0;
let server: Server;
let port: number;

const page = '<!doctype html><h2 id="miroir">Miroir</h2><a name=ancien></a><h2 id="user-content-lisez-moi">Lisez-moi</h2>';
const answers: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>> = {
  '/ok': (_, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page),
  '/pdf': (_, response) => response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF'),
  '/sans-head': ({ method }, response) => response.writeHead(method === 'HEAD' ? 405 : 200).end(),
  '/head-menteur': ({ method }, response) => response.writeHead(method === 'HEAD' ? 404 : 200).end(),
  '/parti': (_, response) => response.writeHead(301, { location: '/ok' }).end(),
  '/parti-ailleurs': (_, response) => response.writeHead(302, { location: `${site}/absente` }).end(),
  '/sans-tls': (_, response) => response.writeHead(302, { location: 'http://doc.gouv.fr/ok' }).end(),
  '/ronde': (_, response) => response.writeHead(302, { location: '/ronde' }).end(),
  '/prive': (_, response) => response.writeHead(401).end(),
  '/interdit': (_, response) => response.writeHead(403).end(),
  '/disparu': (_, response) => response.writeHead(410).end(),
  '/panne': (_, response) => response.writeHead(503).end(),
  '/trop': (_, response) => response.writeHead(429).end(),
  '/coupe': (request) => request.socket.destroy(),
  '/muet': () => undefined,
  '/goutte': (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).write('<!doctype html>'),
  '/robots': (_, response) => response.writeHead(403, { 'content-type': 'text/html' }).end('<h1>Vérification du navigateur</h1>'),
  '/parti-ancre': (_, response) => response.writeHead(308, { location: '/ok#autre' }).end(),
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(`${request.method} ${path}`);
    most = Math.max(most, ++waiting);
    response.on('close', () => waiting--);
    if (path.startsWith('/page-')) return hold(response);
    const answer = answers[path];
    setImmediate(() => (answer === undefined ? response.writeHead(404).end() : answer(request, response)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  ({ port } = address);
});
/** Pages that are asked for together are answered together: as many as may be, and those that are left. */
const TOGETHER = 4;
let left = 0;
let held: ServerResponse[] = [];
function hold(response: ServerResponse): void {
  held.push(response);
  if (held.length < Math.min(TOGETHER, left)) return;
  left -= held.length;
  for (const one of held) one.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Page</h1>');
  held = [];
}

beforeEach(() => {
  asked = [];
  most = 0;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

/** Real calls, of which only the machine is replaced: `ferme.gouv.fr` is a port where nobody listens. */
const send: Trial['send'] = (address, options) => {
  const { hostname, pathname, search } = new URL(address);
  return fetch(`http://127.0.0.1:${hostname === 'ferme.gouv.fr' ? 1 : port}${pathname}${search}`, options);
};

describe('un lien', () => {
  it.each([
    { path: '/ok', kind: 'answers', because: 'réponse 200', calls: ['HEAD /ok'] },
    { path: '/sans-head', kind: 'answers', because: 'réponse 200', calls: ['HEAD /sans-head', 'GET /sans-head'] },
    { path: '/head-menteur', kind: 'answers', because: 'réponse 200', calls: ['HEAD /head-menteur', 'GET /head-menteur'] },
    { path: '/parti', kind: 'answers', because: 'réponse 200', calls: ['HEAD /parti', 'HEAD /ok'] },
    { path: '/prive', kind: 'answers', because: 'réponse 401', calls: ['HEAD /prive'] },
    { path: '/interdit', kind: 'answers', because: 'réponse 403', calls: ['HEAD /interdit'] },
    { path: '/absente', kind: 'dead', because: 'réponse 404', calls: ['HEAD /absente', 'GET /absente'] },
    { path: '/disparu', kind: 'dead', because: 'réponse 410', calls: ['HEAD /disparu', 'GET /disparu'] },
    {
      path: '/sans-tls',
      kind: 'dead',
      because: 'redirige vers une adresse qui n’est pas en https',
      calls: ['HEAD /sans-tls', 'GET /sans-tls'],
    },
    { path: '/panne', kind: 'unreachable', because: 'réponse 503', calls: ['HEAD /panne', 'GET /panne'] },
    { path: '/trop', kind: 'unreachable', because: 'réponse 429', calls: ['HEAD /trop', 'GET /trop'] },
    { path: '/coupe', kind: 'unreachable', because: 'échange interrompu', calls: ['HEAD /coupe'] },
    { path: '/ok#miroir', kind: 'answers', because: 'réponse 200', calls: ['GET /ok'] },
    { path: '/ok#ancien', kind: 'answers', because: 'réponse 200', calls: ['GET /ok'] },
    { path: '/ok#lisez-moi', kind: 'answers', because: 'réponse 200', calls: ['GET /ok'] },
    { path: '/parti#miroir', kind: 'answers', because: 'réponse 200', calls: ['GET /parti', 'GET /ok'] },
    { path: '/ok#mir', kind: 'dead', because: 'l’ancre « #mir » n’est pas dans la page', calls: ['GET /ok'] },
    { path: '/absente#miroir', kind: 'dead', because: 'réponse 404', calls: ['GET /absente'] },
    { path: '/pdf#page', kind: 'answers', because: 'réponse 200', calls: ['GET /pdf'] },
    { path: '/ok#/route?a=1', kind: 'answers', because: 'réponse 200', calls: ['HEAD /ok'] },
  ])('$path : $kind ($because)', async ({ path, kind, because, calls }) => {
    expect(await tryLink(`${site}${path}`, { send, deadlineMs: 5_000 })).toMatchObject({ kind, because });
    expect(asked).toEqual(calls);
  });

  it('qui redirige sans fin est mort, sans être suivi plus de dix fois', async () => {
    expect(await tryLink(`${site}/ronde`, { send, deadlineMs: 5_000 })).toMatchObject({ kind: 'dead', because: 'plus de 10 redirections' });
    expect(asked).toHaveLength(22);
  });

  it('qui redirige vers une page absente est mort', async () => {
    expect(await tryLink(`${site}/parti-ailleurs`, { send, deadlineMs: 5_000 })).toMatchObject({ kind: 'dead', because: 'réponse 404' });
  });

  it('qui ne répond pas à temps est injoignable, pas mort', async () => {
    expect(await tryLink(`${site}/muet`, { send, deadlineMs: 300 })).toEqual({ kind: 'unreachable', because: 'pas de réponse en 0.3 s' });
  });

  it('dont la page n’arrive jamais à sa fin est injoignable, pas morte', async () => {
    expect(await tryLink(`${site}/goutte#miroir`, { send, deadlineMs: 300 })).toMatchObject({
      kind: 'unreachable',
      because: 'pas de réponse en 0.3 s',
    });
  });

  it('refusée aux robots est là, son ancre aussi : une page qui n’est pas montrée ne dit rien de ses ancres', async () => {
    for (const path of ['/robots', '/robots#miroir'])
      expect(await tryLink(`${site}${path}`, { send, deadlineMs: 5_000 })).toMatchObject({ kind: 'answers' });
  });

  it('qui redirige vers une autre ancre garde la sienne', async () => {
    expect(await tryLink(`${site}/parti-ancre#miroir`, { send, deadlineMs: 5_000 })).toMatchObject({ kind: 'answers' });
  });

  it.each([
    ['CERT_HAS_EXPIRED', 'certificat expiré'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificat que personne n’atteste (NODE_EXTRA_CA_CERTS)'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificat d’une autre machine'],
    ['UND_ERR_CONNECT_TIMEOUT', 'pas de réponse de la machine'],
    ['EPROTO', 'EPROTO'],
  ])('dont le certificat ou la machine ne vont pas (%s) est injoignable, avec ses mots', async (code, because) => {
    const failing: Trial['send'] = () => Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }));
    expect(await tryLink(site, { send: failing, deadlineMs: 5_000 })).toEqual({ kind: 'unreachable', because });
  });

  it('dont la machine n’écoute pas est injoignable, pas mort', async () => {
    expect(await tryLink('https://ferme.gouv.fr/', { send, deadlineMs: 5_000 })).toMatchObject({ kind: 'unreachable' });
  });
});

/** Runs `validate` on files in memory, over the real calls. */
async function validate(args: readonly string[], files: Readonly<Record<string, string>>, network: () => Trial['send'] = () => send) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(['validate', ...args], {
    readFile: (path) => files[path] ?? '',
    readStdin: () => files['-'] ?? '',
    listFiles: () => Object.keys(files),
    listTree: () => [],
    readTreeFile: () => '',
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    now: () => new Date('2027-01-04T09:00:00Z'),
    network,
    helm: () => Promise.resolve(noHelm),
    environment: {},
  });
  return { code, out: out.join(''), err: err.join('') };
}

/** A process whose every page is on the site, or elsewhere where it says so. */
const pages = ['tickets', 'mattermost', 'compatibilite', 'synchronisation'] as const;
const process = (urls: Readonly<Record<string, string>>) =>
  `version: 1\npages:\n${Object.entries(urls)
    .map(([id, url]) => `  - { id: ${id}, url: '${url}' }\n`)
    .join('')}`;
const told = (out: string) => out.split('\n').filter((line) => line.startsWith('accostage.yml'));

describe('accostage validate --links', () => {
  it('ne va sur le réseau que si on le demande', async () => {
    const refuse = () => {
      throw new Error('no network asked');
    };
    expect(await validate(['d'], { 'accostage.yml': process({ tickets: `${site}/absente` }) }, refuse)).toMatchObject({ code: 0, out: '' });
    expect(asked).toEqual([]);
  });

  it('dit chaque lien mort où il est écrit, et autrement celui que le réseau n’atteint pas', async () => {
    const text = process({ tickets: `${site}/absente`, mattermost: 'https://ferme.gouv.fr/', compatibilite: `${site}/ok` });
    const { code, out } = await validate(['--links', 'd'], { 'accostage.yml': text });
    expect(code).toBe(1);
    expect(told(out)).toEqual([
      expect.stringMatching(/^accostage\.yml:3:\d+: https:\/\/doc\.gouv\.fr\/absente : lien mort \(réponse 404\)$/),
      expect.stringMatching(
        /^accostage\.yml:4:\d+: https:\/\/ferme\.gouv\.fr\/ : injoignable d’ici \(.+\) ; rien ne dit que la page n’existe plus$/,
      ),
    ]);
  });

  it('essaie les pages du processus compilé : celles que le dépôt remplace ne le sont plus', async () => {
    const { out } = await validate(['--links', 'd'], { 'accostage.yml': process({ depots: `${site}/ok` }) });
    expect(asked).toContain('HEAD /ok');
    expect(out).not.toContain('https://cloud-pi-native.fr/guide/repositories-management :');
    expect(out).toContain('https://cloud-pi-native.fr/guide/get-started : lien mort');
    expect(out).toMatch(/^config\/accompagnement\.yml:\d+:\d+: https:\/\/cloud-pi-native\.fr\/guide\/get-started/m);
  });

  it('essaie les liens des textes et des adresses entières, et d’un formulaire ce qui se lit', async () => {
    const own = `version: 1\nphases:\n  - id: ovh\n    intro: Voyez [la page](${site}/page-intro).\n    checklist:\n      - { id: accostage, link: '${site}/page-etape' }\n`;
    const form = `name: F\ndescription: D\nbody:\n  - type: markdown\n    attributes: { value: 'Lisez [ceci](${site}/page-formulaire), ou https://accostage.example.org/x.' }\n  - type: input\n    id: projet-nom\n    attributes: { label: Nom, description: 'Voir <${site}/absente>.', placeholder: '${site}/page-exemple', value: '${site}/page-valeur' }\n`;
    const { out } = await validate(['--links', 'd'], { 'processus/accostage.yml': own, 'ISSUE_TEMPLATE/autre.yml': form });
    const tried = asked.map((call) => call.split(' ')[1]);
    expect(tried).toEqual(expect.arrayContaining(['/page-intro', '/page-etape', '/page-formulaire', '/absente']));
    expect(tried).not.toEqual(expect.arrayContaining(['/page-exemple']));
    expect(tried).not.toEqual(expect.arrayContaining(['/page-valeur']));
    expect(tried).not.toContain('/x');
    expect(out).toMatch(/^ISSUE_TEMPLATE\/autre\.yml:8:\d+: https:\/\/doc\.gouv\.fr\/absente : lien mort/m);
  });

  it('une adresse écrite à deux endroits est essayée une fois, et dite aux deux', async () => {
    const { out } = await validate(['--links', 'd'], {
      'accostage.yml': process({ tickets: `${site}/disparu`, mattermost: `${site}/disparu` }),
    });
    expect(asked.filter((call) => call === 'HEAD /disparu')).toHaveLength(1);
    expect(told(out)).toHaveLength(2);
  });

  it('quatre à la fois, pas plus', async () => {
    const many = Object.fromEntries(
      [...pages, 'depots', 'console', 'projets', 'equipe', 'argocd'].map((id, at) => [id, `${site}/page-${at}`]),
    );
    left = Object.keys(many).length;
    await validate(['--links', 'd'], { 'accostage.yml': process(many) });
    expect(most).toBe(TOGETHER);
  });

  it('sans dossier, les pages et les formulaires fournis ; sur l’entrée standard aussi', async () => {
    const shipped = await validate(['--links'], {});
    expect(shipped.err).toMatch(/3 fichiers vérifiés, aucune erreur\.\n\d+ liens essayés : \d+ morts, 0 injoignable\./);
    expect(await validate(['--links', '-'], { '-': process({ tickets: `${site}/absente` }) })).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^-:3:\d+: https:\/\/doc\.gouv\.fr\/absente : lien mort/m),
    });
  });

  it('tous répondent : code 0', async () => {
    const everywhere: Trial['send'] = (_, options) => send(`${site}/ok`, options).then((response) => response);
    const anchored = process({ synchronisation: `${site}/ok` });
    const { code, err } = await validate(['--links', 'd'], { 'accostage.yml': anchored }, () => everywhere);
    expect({ code, err }).toEqual({ code: 0, err: expect.stringMatching(/\d+ liens essayés, aucun mort\.\n$/) });
  });

  it('des fichiers faux : leurs erreurs d’abord, aucun lien n’est essayé', async () => {
    const { code, err } = await validate(['--links', 'd'], { 'accostage.yml': 'version: 2' });
    expect({ code, err }).toEqual({ code: 1, err: 'Les liens n’ont pas été essayés : corrigez d’abord ces erreurs.\n' });
    expect(asked).toEqual([]);
  });
});
