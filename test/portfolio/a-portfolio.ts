import type { Happening } from '../clocks/a-history.ts';
import type { FlowSnapshot, Snapshot } from '../../src/portfolio/snapshot.ts';
import { createPortfolio, type Portfolio } from '../../src/portfolio/portfolio.ts';
import { dossierKey, repositoryNamed } from '../../src/words/key.ts';
import { daysLater } from '../../src/words/calendar.ts';
import { livedThrough } from './a-snapshot.ts';

/** A Friday. */
export const now = '2027-11-26T10:00:00.000Z';

const names = [
  'Démat-Permis',
  'Suivi des demandes',
  'Annuaire des préfectures',
  'Titres de séjour',
  'Gestion des congés',
  'Registre des armes',
  'Alertes crues',
];
const phases = ['prerequis', 'ovh', 'cloud-pi-native', 'ouverture-de-flux', 'embarque'] as const;
const team = ['camille-st', 'sacha-st'] as const;

/** A dossier like many, all of whose particulars follow from its rank. */
function aDossierOf(rank: number): Snapshot {
  const opened = daysLater(now, -(60 + ((rank * 37) % 160)));
  const reached = rank % phases.length;
  const moves = phases
    .slice(1, reached + 1)
    .map((phase, index): [string, string] => [daysLater(opened, (index + 1) * (3 + ((rank * 7) % 11))), phase]);
  const ours = rank % 3 === 0;
  const embarked = phases[reached] === 'embarque';
  const asleep = rank % 17 === 5;
  const turned = moves.at(-1)?.[0] ?? daysLater(opened, 1);
  const turn = (at: string, to: 'projet' | 'service team'): Happening[] => [
    [at, `+ ${to}`],
    [at, `- ${to === 'projet' ? 'service team' : 'projet'}`],
  ];
  const happenings: Happening[] = [
    ...turn(opened, 'projet'),
    ...moves.flatMap(([at], index) => turn(at, index % 2 === 0 ? 'service team' : 'projet')),
    ...turn(turned, ours ? 'service team' : 'projet'),
    ...(asleep ? [[daysLater(turned, 1), '+ sommeil'] as const] : []),
  ];
  const hub = rank % 4 === 3 ? 'metz/accueil' : 'dnum-mi/dso-formation';
  const lived = livedThrough(
    {
      openedAt: opened,
      happenings,
      moves,
      now,
      shown: true,
      present: { waitingFor: embarked ? null : ours ? 'service-team' : 'projet', open: !embarked, asleep },
    },
    {
      hub,
      number: rank,
      title: `${names[rank % names.length] ?? ''} ${rank}`,
      url: `https://github.test/${hub}/issues/${rank}`,
      referents: rank % 5 === 0 ? [] : [team[rank % 2] ?? ''],
      lastActivity: daysLater(turned, 1),
    },
  );
  const { findings, mirrors } = technicalOf(rank, reached);
  return {
    ...lived,
    next: { ...lived.next, mode: lived.mode, waitingFor: embarked ? null : ours ? 'service-team' : 'projet' },
    flows: Array.from({ length: rank % 4 }, (_, index) => aFlow(rank * 10 + index)),
    findings: { ...lived.findings, ...findings },
    mirrors,
    deadline: rank % 6 === 0 ? null : { day: daysLater(now, 5 + ((rank * 13) % 120)).slice(0, 10), label: 'mise en service' },
    questions: rank % 11 === 4 ? [{ by: 'lea-martin', at: daysLater(now, -3), url: `https://github.test/${hub}/issues/${rank}#c1` }] : [],
    platforms: reached === 0 ? [] : ['OVH'],
    history: historyOf(lived),
  };
}

/** The phases of its clocks, the last one forced where its number ends by 7. */
function historyOf({ clocks, procedure, number }: Snapshot): Snapshot['history'] {
  return clocks.stays.map(({ phase, from }, index) => {
    const title = procedure.phases.find(({ id }) => id === phase)?.title ?? phase;
    const forced = number % 10 === 7 && index === clocks.stays.length - 1 && index > 0;
    return {
      kind: 'phase',
      at: from,
      by: index === 0 ? null : 'camille-st',
      how: index === 0 ? 'opened' : forced ? 'forced' : 'moved',
      phase: title,
      reason: forced ? 'démonstration promise au cabinet' : null,
    } as const;
  });
}

function technicalOf(rank: number, reached: number): { findings: Partial<Snapshot['findings']>; mirrors: Snapshot['mirrors'] } {
  if (reached === 0) return { findings: {}, mirrors: {} };
  return {
    findings: { repositories: 3, unread: rank % 9 === 1 ? 1 : 0, blocking: rank % 7 === 1 ? 2 : 0, audited: 1 },
    mirrors: { mirrored: 2, ...(rank % 8 === 2 ? { failing: 1 } : { waiting: 1 }) },
  };
}

const flowStates = ['a-demander', 'demande', 'ouvert', 'teste', 'refuse'] as const;

/** A flow like many, by its rank. */
export function aFlow(rank: number): FlowSnapshot {
  const status = flowStates[rank % flowStates.length] ?? 'ouvert';
  return {
    id: `F-${(0xa00000 + rank).toString(16).toUpperCase()}`,
    zone: rank % 3 === 0 ? 'internet' : 'mi',
    source: rank % 2 === 0 ? 'api' : null,
    destination: `service-${rank}.interieur.gouv.fr`,
    protocol: 'tcp',
    ports: [{ from: 443, to: 443 }],
    status,
    since: status === 'a-demander' ? null : daysLater(now, -(rank % 80)),
    note: status === 'demande' ? `INC-${1000 + rank}` : null,
  };
}

/** So many dossiers of two hubs, then those that are told. */
export function manyDossiers(count: number, told: readonly Snapshot[] = []): readonly Snapshot[] {
  return [...Array.from({ length: count }, (_, index) => aDossierOf(index + 1)), ...told];
}

/** A portfolio that knows them. */
export function portfolioOf(snapshots: readonly Snapshot[]): Portfolio {
  const portfolio = createPortfolio();
  for (const snapshot of snapshots)
    portfolio.keep(dossierKey(repositoryNamed(snapshot.hub), snapshot.number), { kind: 'snapshot', snapshot });
  return portfolio;
}
