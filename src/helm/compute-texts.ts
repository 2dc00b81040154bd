import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { say } from '../words/sentence.ts';
import type { ComputedText, TextToCompute } from '../inspect/helmfile/computed-texts.ts';
import { helmFailure } from './helm-error.ts';
import { inOwnFolder } from './in-own-folder.ts';
import { runHelm } from './run-helm.ts';
import { inTurn } from './turn.ts';

/** Texts that Helm computes for one repository. */
const MAX_TEXTS = 60;

/** Times that answers may let others be asked: the environments, the parts of a helmfile, the values. */
const MAX_ROUNDS = 8;

/** For all of them. */
const TIME_MS = 20_000;

/** What Helm must still compute, by what it computed. */
export type Wanted = (computed: readonly ComputedText[]) => Promise<readonly TextToCompute[]>;

/**
 * Has Helm compute the texts that helmfiles ask for, until they ask for no more: each alone, as the only template of a chart of ours, with the bounds of any chart. What is left
 * is not computed, and a doubt. Rejects only where no file can be written.
 */
export async function computeTexts(helm: string, wanted: Wanted): Promise<readonly ComputedText[]> {
  const computed: ComputedText[] = [];
  const until = Date.now() + TIME_MS;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    // oxlint-disable-next-line no-await-in-loop -- each round asks for what the one before tells
    const asked = await wanted(computed);
    if (asked.length === 0) break;
    for (const text of asked) {
      if (computed.length >= MAX_TEXTS) return computed;
      // oxlint-disable-next-line no-await-in-loop -- one at a time
      computed.push({ id: text.id, result: Date.now() < until ? await inTurn(() => compute(helm, text)) : late });
    }
  }
  return computed;
}

const late: ComputedText['result'] = {
  kind: 'failed',
  because: say`les helmfiles de ce dépôt demandent plus de ${TIME_MS / 1_000} s`,
  at: null,
  endless: true,
  passing: true,
};

const template = '{{ dict "text" (include "accostage.text" .Values.given) | toJson }}\n';

function compute(helm: string, { text, given }: TextToCompute): Promise<ComputedText['result']> {
  return inOwnFolder(async (root) => {
    // A text that closed our definition would not reach what nobody can guess.
    const end = basename(root);
    await mkdir(join(root, 'templates'));
    await writeFile(join(root, 'Chart.yaml'), 'apiVersion: v2\nname: c\nversion: 1.0.0\n');
    await writeFile(join(root, 'values.yaml'), JSON.stringify({ given }));
    await writeFile(join(root, 'templates/a.yaml'), template);
    await writeFile(join(root, 'templates/_text.tpl'), `{{ define "accostage.text" }}${text}${end}{{ end }}`);
    const answer = await runHelm({ helm, folder: root, args: ['template', 'app', root] });
    if (answer.kind !== 'done' || answer.code !== 0) return helmFailure(answer);
    return textIn(answer.out, end) ?? unreadable;
  });
}

const unreadable: ComputedText['result'] = {
  kind: 'failed',
  because: say`ce que Helm a répondu ne se lit pas`,
  at: null,
  endless: false,
  passing: false,
};

function textIn(out: string, end: string): ComputedText['result'] | null {
  try {
    const told: unknown = JSON.parse(out.replace(/^---\n# Source: c\/templates\/a\.yaml\n/, ''));
    const text = typeof told === 'object' && told !== null && 'text' in told ? told.text : null;
    return typeof text === 'string' && text.endsWith(end) ? { kind: 'computed', text: text.slice(0, -end.length) } : null;
  } catch {
    return null;
  }
}
