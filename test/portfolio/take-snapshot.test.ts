import { describe, expect, it } from 'vitest';
import { nextStep } from '../../src/render/next-step.ts';
import { seen } from '../dossier/a-repository.ts';
import { aBody, createToyHub, people } from '../dossier/toy-hub.ts';

const { serviceTeam, author } = people;

type Stage = ReturnType<typeof createToyHub>;

/** The snapshot once the App has nothing left to write. */
function snapshotOf(stage: Stage) {
  // The first look at a dossier does not wait for its repositories.
  stage.reconcile();
  stage.reconcile();
  const { plan, writes } = stage.reconcile();
  expect(writes).toBe(0);
  return plan.snapshot;
}

function inOvh(options: Parameters<typeof createToyHub>[0] = {}): Stage {
  const stage = createToyHub({ see: (name) => seen({ name, private: true }), ...options });
  stage.reconcile();
  stage.setLabel(serviceTeam, 'phase: OVH');
  stage.reconcile();
  return stage;
}

it('un dossier qui s’ouvre', () => {
  expect(snapshotOf(createToyHub())).toMatchObject({
    hub: 'dnum-mi/dso-formation',
    number: 7,
    title: 'Demat-Permis',
    author,
    url: 'https://github.test/dnum-mi/dso-formation/issues/7',
    mode: 'open',
    phase: { id: 'prerequis', title: 'Prérequis', since: '2027-01-04T09:00:00.000Z' },
    clocks: { turn: 'service-team' },
    prerequisites: { missing: 0, invalid: 0, promised: 0 },
    steps: { done: 0, total: 0 },
    deadline: { day: '2027-02-15' },
    mirrors: {},
    questions: [],
    waivers: [],
    reminders: { count: 0, lastAt: null },
    paused: false,
    asleep: false,
    exposure: ['Internet'],
    platforms: [],
  });
});

it('ce qu’il faut faire est la phrase du suivi, au mot près', () => {
  for (const stage of [createToyHub(), createToyHub({ body: '' }), inOvh()]) {
    const { next } = snapshotOf(stage);
    const sentence = nextStep(next)?.markdown ?? '';
    expect(sentence).not.toBe('');
    expect(stage.commentIn('status')).toContain(sentence);
  }
});

it('les comptes sont ceux du suivi', () => {
  const stage = createToyHub({
    body: aBody({ calendrier: 'à préciser avant le 01/03/2027', contacts: null, sauvegarde: 'à définir' }),
  });
  const { prerequisites } = snapshotOf(stage);
  const { due, rereads } = stage.plan().status;
  expect(prerequisites.missing + prerequisites.invalid).toBe(
    due.now.filter(({ status }) => status === 'missing' || status === 'invalid').length,
  );
  expect(prerequisites.promised).toBe(due.now.filter(({ status }) => status === 'promised').length);
  expect(prerequisites.doubtful).toBe(rereads.length);
  expect(prerequisites.now.asked).toBeGreaterThan(prerequisites.now.given);
});

/** Words alone: what is quoted bears other marks in Markdown. */
const words = (text: string) => text.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();

it('les réponses à relire, avec la raison du doute, comme le suivi la dit', () => {
  const stage = createToyHub({ body: aBody({ sauvegarde: 'Néant' }) });
  const { rereads } = snapshotOf(stage);
  expect(rereads.map(({ about }) => about)).toEqual(stage.plan().status.rereads.map(({ prerequisite }) => prerequisite.title));
  expect(rereads.length).toBeGreaterThan(0);
  for (const { because } of rereads) {
    expect(because.length).toBeGreaterThan(0);
    for (const reason of because) expect(words(stage.commentIn('status') ?? '')).toContain(words(reason));
  }
});

it('les flux, chacun avec son état, sa date et sa référence', () => {
  const stage = inOvh();
  const [flow] = snapshotOf(stage).flows;
  expect(flow).toMatchObject({
    zone: 'mi',
    destination: 'api.referentiel.interieur.gouv.fr',
    status: 'a-demander',
    since: null,
    note: null,
  });
  stage.comment(serviceTeam, `/flux ${flow?.id ?? ''} demandé INC-42`);
  expect(snapshotOf(stage).flows[0]).toMatchObject({
    status: 'demande',
    since: expect.any(String),
    note: expect.stringContaining('INC-42'),
  });
  stage.comment(serviceTeam, `/sans-objet ${flow?.id ?? ''} plus appelé`);
  expect(snapshotOf(stage).flows[0]).toMatchObject({ status: 'sans-objet', note: expect.stringContaining('plus appelé') });
});

it('les dispenses qui finissent, la plus proche d’abord, sous leur titre', () => {
  const stage = createToyHub();
  stage.reconcile();
  stage.comment(serviceTeam, '/sans-objet architecture atelier prévu jusqu’au 2027-06-01');
  stage.comment(serviceTeam, '/sans-objet sauvegarde rien à sauver pendant l’essai jusqu’au 2027-03-01');
  stage.comment(serviceTeam, '/sans-objet exposition jamais exposée');
  const { waivers } = snapshotOf(stage);
  expect(waivers.map(({ until }) => until)).toEqual(['2027-03-01', '2027-06-01']);
  const titles = stage.plan().prerequisites.map(({ prerequisite }) => prerequisite.title);
  for (const { about } of waivers) expect(titles).toContain(about);
  stage.daysPass(70);
  expect(snapshotOf(stage).waivers.map(({ until }) => until)).toEqual(['2027-06-01']);
});

it('les conditions de la phase qui vient, avec ce qu’il faut faire et qui peut le faire', () => {
  const { gate } = snapshotOf(createToyHub({ body: aBody({ contacts: null }) }));
  expect(gate?.phase).toBe('OVH');
  expect(gate?.conditions[0]).toMatchObject({
    title: 'Prérequis fournis',
    met: false,
    because: expect.stringContaining('1'),
    fix: expect.any(String),
    who: 'projet',
    details: [expect.stringContaining('contacts')],
  });
  for (const { met, fix } of gate?.conditions ?? []) expect(met && fix !== null).toBe(false);
});

it('l’histoire, par les événements : phases, retours, force et son motif, fermeture', () => {
  const stage = inOvh();
  stage.comment(serviceTeam, '/forcer cloud-pi-native démonstration promise');
  stage.reconcile();
  stage.setLabel(serviceTeam, 'phase: OVH');
  stage.reconcile();
  stage.comment(author, '/pause vacances');
  stage.reconcile();
  stage.close(serviceTeam);
  const told = snapshotOf(stage).history.map((step) =>
    step.kind === 'phase' ? [step.how, step.phase, step.by, step.reason] : step.kind === 'note' ? [step.note.kind] : [step.kind, step.by],
  );
  expect(told).toEqual([
    ['opened', 'Prérequis', null, null],
    ['moved', 'OVH', serviceTeam, null],
    ['forced', 'Cloud π native', serviceTeam, 'démonstration promise'],
    ['back', 'OVH', serviceTeam, null],
    ['paused'],
    ['closed', serviceTeam],
  ]);
});

it('l’histoire d’un dossier dont la mémoire est perdue se relit dans ses étiquettes', () => {
  const stage = inOvh();
  stage.loseMemory();
  const { history } = snapshotOf(stage);
  expect(history.flatMap((step) => (step.kind === 'phase' ? [step.phase] : []))).toEqual(['Prérequis', 'OVH']);
});

it('un secret dans un motif n’est ni dans l’histoire, ni dans les conditions', () => {
  const secret = `glpat-${'x'.repeat(20)}`;
  const stage = createToyHub({ body: aBody({ contacts: secret }) });
  stage.reconcile();
  stage.comment(author, `/pause ${secret}`);
  expect(JSON.stringify({ ...snapshotOf(stage), next: null })).not.toContain(secret);
});

it('d’un dépôt privé, des comptes et rien d’autre', () => {
  const stage = inOvh();
  const { next: _, ...told } = snapshotOf(stage);
  const total = Object.values(told.mirrors).reduce((sum, count) => sum + count, 0);
  expect(total).toBe(3);
  expect(JSON.stringify(told)).not.toContain('demat-permis/');
});

it('un secret collé dans le titre ou dans une réponse n’y est pas', () => {
  const secret = `glpat-${'x'.repeat(20)}`;
  const stage = createToyHub({
    body: aBody({ sauvegarde: secret, 'flux-mi': `host.interieur.gouv.fr:443 ${secret}`, calendrier: `Recette le 15/02/2027 ${secret}` }),
  });
  expect(JSON.stringify(snapshotOf(stage))).not.toContain(secret);
});

describe('les relances, la pause, le sommeil, la fermeture', () => {
  it('les relances envoyées, puis le sommeil', () => {
    const stage = createToyHub({ body: '' });
    stage.reconcile();
    stage.daysPass(20);
    expect(snapshotOf(stage).reminders.count).toBe(1);
    for (const _ of [1, 2, 3, 4]) {
      stage.daysPass(20);
      stage.reconcile();
    }
    const asleep = snapshotOf(stage);
    expect(asleep).toMatchObject({ asleep: true, clocks: { turn: 'nobody' }, lastActivity: '2027-01-04T09:00:00.000Z' });
  });

  it('la pause', () => {
    const stage = createToyHub({ body: '' });
    stage.reconcile();
    stage.comment(author, '/pause vacances');
    expect(snapshotOf(stage)).toMatchObject({ paused: true, clocks: { turn: 'nobody' } });
  });

  it('un dossier fermé : plus personne n’est attendu', () => {
    const stage = inOvh();
    stage.close(serviceTeam);
    const closed = snapshotOf(stage);
    expect(closed).toMatchObject({ mode: 'closed', clocks: { turn: null }, mirrors: {}, phase: { id: 'ovh' } });
    expect(nextStep(closed.next)).toBeNull();
  });

  it('un dossier qui n’est plus suivi', () => {
    const stage = inOvh();
    stage.removeLabel(serviceTeam, 'accompagnement');
    expect(snapshotOf(stage)).toMatchObject({ mode: 'unfollowed', clocks: { turn: null } });
  });
});
