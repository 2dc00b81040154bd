import { atLeast, atMost, type Bound } from './bounds.ts';
import { benchCharts } from './charts.ts';
import { benchChecks } from './checks.ts';
import { benchFlood } from './flood.ts';
import { benchFlows } from './flows.ts';
import { benchHostile } from './hostile.ts';
import { benchLifecycle } from './lifecycle.ts';
import { benchMemory } from './memory.ts';
import { benchMirror } from './mirror.ts';
import { benchPipeline } from './pipeline.ts';
import { benchPortfolio } from './portfolio.ts';
import { benchReplicas } from './replicas.ts';
import { benchScale, scaleBounds } from './scale.ts';
import { benchWebhooks } from './webhooks.ts';

/** What is measured by itself: figures of its own, and what they must not pass. */
export interface Part {
  readonly name: string;
  readonly measure: () => Promise<{ readonly figures: unknown; readonly bounds: readonly Bound[] }>;
}

function part<Figures>(name: string, bench: () => Figures | Promise<Figures>, boundsOf: (figures: Figures) => readonly Bound[]): Part {
  return {
    name,
    measure: async () => {
      const figures = await bench();
      return { figures, bounds: boundsOf(figures) };
    },
  };
}

/** In the order in which they are measured: those that a program started by another one would disturb come first. */
export const parts: readonly Part[] = [
  part('pipeline', benchPipeline, ({ bySize, growth }) => [
    atMost('pipeline, 12 kB, p50 (ms)', bySize.find(({ characters }) => characters === 12_288)?.p50 ?? NaN, 3),
    atMost('pipeline, 64 kB against 12 kB, time over size', growth, 1.2),
  ]),
  part('flows', benchFlows, ({ worst }) => [atMost('flows of 64 kB, longest reading, p50 (ms)', worst, 50)]),
  part('portfolio', benchPortfolio, ({ worst, heaviest, perDossierKb }) => [
    atMost('2,000 dossiers, slowest page, p50 (ms)', worst, 200),
    atMost('2,000 dossiers, heaviest page (kB)', heaviest, 300),
    atMost('2,000 dossiers, memory of one in the portfolio (kB)', perDossierKb, 20),
  ]),
  part('hostile', benchHostile, () => []),
  part('calls', benchLifecycle, ({ changed, unchanged }) => [
    atMost('one changed dossier, reads', changed.reads, 2),
    atMost('one unchanged dossier, calls', unchanged.reads + unchanged.writes, 1),
    atMost('one unchanged dossier, writes', unchanged.writes, 0),
  ]),
  part('mirror', benchMirror, () => []),
  part('checks', benchChecks, ({ opened, alone, unchangedCommit }) => [
    atMost('checks of 2,000 files of which 60 matter, reads', opened.reads, 10),
    atMost('the same, the checks alone the first time (ms of processor)', alone.first, 300),
    atMost('checks of an unchanged commit, reads in the repository', unchangedCommit.reads, 0),
  ]),
  part('charts', benchCharts, (charts) => [
    atMost('a chart of 40 templates with 3 environments, p50 (ms)', charts?.total ?? NaN, 500),
    atMost('the same, of which ours, p50 (ms of processor)', charts?.ours ?? NaN, 150),
    atMost('the same, longest pause of the event loop (ms)', charts?.pause ?? NaN, 200),
  ]),
  part('webhooks', benchWebhooks, ({ bare, app }) => [
    atMost('webhooks, p50 beyond a bare Probot (ms)', rounded(app.p50 - bare.p50), 15),
    atMost('webhooks, p99 beyond a bare Probot (ms)', rounded(app.p99 - bare.p99), 50),
  ]),
  part('memory', benchMemory, ({ idleMb, perDossierKb }) => [
    atMost('memory at rest (MB)', idleMb, 150),
    atMost('memory of an open dossier (kB)', perDossierKb, 50),
  ]),
  part('flood', benchFlood, () => []),
  part('scale', benchScale, scaleBounds),
  part('replicas', benchReplicas, (replicas) =>
    replicas.kind === 'measured'
      ? [
          atMost('two replicas on PostgreSQL, lives lost', replicas.two.lost, 0),
          atMost('two replicas on PostgreSQL, doubles', replicas.two.doubles, 0),
          atLeast('two replicas on PostgreSQL against one, pace', replicas.gain, 1.6),
        ]
      : [],
  ),
];

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
