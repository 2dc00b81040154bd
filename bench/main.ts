import { benchChecks } from './checks.ts';
import { benchFlood } from './flood.ts';
import { benchFlows } from './flows.ts';
import { benchHostile } from './hostile.ts';
import { benchLifecycle } from './lifecycle.ts';
import { benchMirror } from './mirror.ts';
import { benchPipeline } from './pipeline.ts';
import { benchWebhooks } from './webhooks.ts';

/** Measures, and prints JSON; times in milliseconds. Nothing fails here: the figures are for people to compare. */
const pipeline = benchPipeline();
const flows = benchFlows();
const hostile = await benchHostile();
const calls = await benchLifecycle();
const mirror = await benchMirror();
const checks = await benchChecks();
const webhooks = await benchWebhooks();
const flood = await benchFlood();
process.stdout
  .write(`${JSON.stringify({ node: process.version, pipeline, flows, hostile, calls, mirror, checks, webhooks, flood }, null, 2)}
`);
