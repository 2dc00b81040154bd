import { loadavg } from 'node:os';
import { atLeast, atMost, describeBounds } from './bounds.ts';
import { benchCharts } from './charts.ts';
import { benchChecks } from './checks.ts';
import { benchFlood } from './flood.ts';
import { benchFlows } from './flows.ts';
import { benchHostile } from './hostile.ts';
import { benchLifecycle } from './lifecycle.ts';
import { benchMemory } from './memory.ts';
import { benchMirror } from './mirror.ts';
import { benchPortfolio } from './portfolio.ts';
import { benchPipeline } from './pipeline.ts';
import { benchScale, scaleBounds } from './scale.ts';
import { benchReplicas } from './replicas.ts';
import { benchWebhooks } from './webhooks.ts';

/**
 * Measures, and prints JSON; times in milliseconds. Nothing fails here: `bounds` says which figures are within what was promised, and so does the error
 * output, in words. The machine must be quiet.
 */
const pipeline = benchPipeline();
const flows = benchFlows();
const portfolio = await benchPortfolio();
const hostile = await benchHostile();
const calls = await benchLifecycle();
const mirror = await benchMirror();
const checks = await benchChecks();
const charts = await benchCharts();
const webhooks = await benchWebhooks();
const memory = await benchMemory();
const flood = await benchFlood();
const scale = await benchScale();
const replicas = await benchReplicas();
const { unchanged, changed } = calls;
const { bare, app } = webhooks;
const bounds = [
  atMost('pipeline, 12 kB, p50 (ms)', pipeline.bySize.find(({ characters }) => characters === 12_288)?.p50 ?? NaN, 3),
  atMost('pipeline, 64 kB against 12 kB, time over size', pipeline.growth, 1.2),
  atMost('one changed dossier, reads', changed.reads, 2),
  atMost('one unchanged dossier, calls', unchanged.reads + unchanged.writes, 1),
  atMost('one unchanged dossier, writes', unchanged.writes, 0),
  atMost('webhooks, p50 beyond a bare Probot (ms)', rounded(app.p50 - bare.p50), 15),
  atMost('webhooks, p99 beyond a bare Probot (ms)', rounded(app.p99 - bare.p99), 50),
  atMost('memory at rest (MB)', memory.idleMb, 150),
  atMost('memory of an open dossier (kB)', memory.perDossierKb, 50),
  atMost('2,000 dossiers, slowest page, p50 (ms)', portfolio.worst, 200),
  atMost('2,000 dossiers, heaviest page (kB)', portfolio.heaviest, 300),
  atMost('2,000 dossiers, memory of one in the portfolio (kB)', portfolio.perDossierKb, 20),
  atMost('checks of 2,000 files of which 60 matter, reads', checks.opened.reads, 10),
  atMost('the same, the checks alone the first time (ms of processor)', checks.alone.first, 300),
  atMost('checks of an unchanged commit, reads in the repository', checks.unchangedCommit.reads, 0),
  atMost('a chart of 40 templates with 3 environments, p50 (ms)', charts?.total ?? NaN, 500),
  atMost('the same, of which ours, p50 (ms of processor)', charts?.ours ?? NaN, 150),
  atMost('the same, longest pause of the event loop (ms)', charts?.pause ?? NaN, 200),
  ...scaleBounds(scale),
  atMost('flows of 64 kB, longest reading, p50 (ms)', flows.worst, 50),
  ...(replicas.kind === 'measured'
    ? [
        atMost('two replicas on PostgreSQL, lives lost', replicas.two.lost, 0),
        atMost('two replicas on PostgreSQL, doubles', replicas.two.doubles, 0),
        atLeast('two replicas on PostgreSQL against one, pace', replicas.gain, 1.6),
      ]
    : []),
];
process.stderr.write(describeBounds(bounds));
const figures = {
  node: process.version,
  load: loadavg(),
  bounds,
  pipeline,
  flows,
  portfolio,
  hostile,
  calls,
  mirror,
  checks,
  charts,
  webhooks,
  memory,
  flood,
  scale,
  replicas,
};
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
