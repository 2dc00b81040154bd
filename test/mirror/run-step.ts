import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { MirrorWorkflow } from '../../src/dossier/mirror/mirror-workflow.ts';
import { renderWorkflow } from '../../src/mirror/render-workflow.ts';

export const TOKEN = 'glptt-"\\jeton$(id)';

/** The expression that gives the internal name. */
export const internalName = "vars.CPIN_REPOSITORY_NAME || 'api'";

const job = z.object({
  strategy: z.object({ matrix: z.object({ include: z.array(z.record(z.string(), z.string())) }) }),
  steps: z.tuple([z.object({ env: z.record(z.string(), z.string()), run: z.string() })]),
});
const file = z.object({ jobs: z.record(z.string(), z.unknown()) });

/** Where the step runs: its folder, and the GitLab that it calls. */
export interface Place {
  readonly directory: string;
  readonly url: string;
}

export interface Ran {
  readonly code: number | null;
  readonly output: string;
  readonly summary: string;
}

/** Runs the step of a generated file (of its first job) as a runner does: expressions replaced by their values in the environment, then bash. */
export function runStep(model: MirrorWorkflow, { directory, url }: Place, values: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const { reglages, miroir } = file.parse(parse(renderWorkflow(model))).jobs;
  const { strategy, steps } = job.parse(reglages ?? miroir);
  const [step] = steps;
  const entry = strategy.matrix.include.at(-1) ?? {};
  const known: Record<string, string> = {
    'matrix.plateforme': entry['plateforme'] ?? '',
    'matrix.url': entry['url'] ?? '',
    'matrix.projet': entry['projet'] ?? '',
    'matrix.jeton': entry['jeton'] ?? '',
    'vars[matrix.url]': url,
    'vars[matrix.projet]': '42',
    'secrets[matrix.jeton]': TOKEN,
    [internalName]: 'api',
    'github.ref_name': 'main',
    'github.ref_type': 'branch',
    ...values,
  };
  const env = Object.fromEntries(
    Object.entries(step.env).map(([name, text]) => [
      name,
      text.replace(/\$\{\{ (.+?) \}\}/g, (_, expression: string) => known[expression] ?? `?${expression}`),
    ]),
  );
  const summary = join(directory, 'summary');
  writeFileSync(summary, '');
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
    cwd: directory,
    env: { PATH: process.env['PATH'], TMPDIR: directory, GITHUB_STEP_SUMMARY: summary, RETRY_DELAY: '0', ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, output, summary: readFileSync(summary, 'utf8') }));
  });
}
