import { Arg, Copy, DockerfileParser, Env, ModifiableInstruction, Run, type Instruction as Parsed } from 'dockerfile-ast';

import type { Assignment, Base, Dockerfile, Expanded, Instruction, Stage, Word } from './dockerfile.ts';
import { parseImage } from '../images/reference.ts';
import { isTemplated } from '../kubernetes/templated.ts';
import { expand } from './variables.ts';

/** Arguments that BuildKit sets by itself, with what they are worth on the platform's Linux nodes. */
const automatic: readonly (readonly [string, string])[] = ['TARGET', 'BUILD'].flatMap((side) => [
  [`${side}PLATFORM`, 'linux/amd64'],
  [`${side}OS`, 'linux'],
  [`${side}ARCH`, 'amd64'],
  [`${side}VARIANT`, ''],
]);

/** Reads a Dockerfile; null when no stage can be found in it. Never throws. */
export function parseDockerfile(path: string, text: string): Dockerfile | null {
  // Without an end of line, the parser looks to the end of a line of « # » for each of them.
  const instructions = readInstructions(`${text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')}\n`);
  const first = instructions.findIndex(({ keyword }) => keyword === 'FROM');
  if (first === -1) return null;
  const globals = instructions.slice(0, first).flatMap(({ keyword, assignments }) => (keyword === 'ARG' ? assignments : []));
  const globalValues = globals.reduce(assign, new Map<string, Expanded>(automatic));
  const stages: Stage[] = [];
  const names = new Map<string, number>();
  for (const chunk of splitStages(instructions.slice(first))) {
    const stage = readStage(chunk, { globalValues, stages, names });
    if (stage.name !== null) names.set(stage.name, stages.length);
    stages.push(stage);
  }
  return { path, globals, stages };
}

function readInstructions(text: string): readonly Instruction[] {
  try {
    const lines = text.split('\n');
    return DockerfileParser.parse(text)
      .getInstructions()
      .flatMap((parsed) => toInstruction(parsed, lines));
  } catch {
    return [];
  }
}

function toInstruction(parsed: Parsed, lines: readonly string[]): readonly Instruction[] {
  const range = parsed.getRange();
  if (range === null) return [];
  const line = range.start.line + 1;
  const words = parsed.getArguments().map((word): Word => ({ text: word.getValue(), line: word.getRange().start.line + 1 }));
  const keyword = parsed.getKeyword().toUpperCase();
  return [{ keyword, line, flags: flagsOf(parsed), words, documents: documentsOf(parsed, lines), assignments: assignmentsOf(parsed) }];
}

function documentsOf(parsed: Parsed, lines: readonly string[]): readonly Word[] {
  const documents = parsed instanceof Copy || parsed instanceof Run ? parsed.getHeredocs() : [];
  return documents.flatMap((document) => {
    const content = document.getContentRange();
    if (content === null) return [];
    const { start, end } = content;
    return lines.slice(start.line, end.line + 1).map((text, index) => ({ text, line: start.line + index + 1 }));
  });
}

function flagsOf(parsed: Parsed): readonly Word[] {
  const flags = parsed instanceof ModifiableInstruction ? parsed.getFlags() : [];
  return flags.map((flag) => ({ text: flag.toString(), line: flag.getRange().start.line + 1 }));
}

function assignmentsOf(parsed: Parsed): readonly Assignment[] {
  const properties = parsed instanceof Env ? parsed.getProperties() : parsed instanceof Arg ? parsed.getProperties() : [];
  return properties.map((property) => ({
    name: property.getName(),
    value: property.getValue(),
    line: property.getRange().start.line + 1,
  }));
}

function splitStages(instructions: readonly Instruction[]): readonly (readonly [Instruction, ...Instruction[]])[] {
  const chunks: [Instruction, ...Instruction[]][] = [];
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM') chunks.push([instruction]);
    else chunks.at(-1)?.push(instruction);
  }
  return chunks;
}

interface Before {
  readonly globalValues: ReadonlyMap<string, Expanded>;
  readonly stages: readonly Stage[];
  /** Index of the stages that have a name. */
  readonly names: ReadonlyMap<string, number>;
}

function readStage([from, ...instructions]: readonly [Instruction, ...Instruction[]], before: Before): Stage {
  const [image, as, name] = from.words.map(({ text }) => text);
  const base = readBase(image ?? '', before);
  const inherited = base.kind === 'stage' ? environmentOf(before.stages[base.stage]) : [];
  const variables = new Map<string, Expanded>(inherited);
  for (const { keyword, assignments } of instructions) {
    for (const assignment of assignments) {
      const value = assignment.value === null && keyword === 'ARG' ? (before.globalValues.get(assignment.name) ?? null) : assignment.value;
      if (keyword !== 'ARG' || !variables.has(assignment.name) || assignment.value !== null) assign(variables, { ...assignment, value });
    }
  }
  return {
    name: as?.toUpperCase() === 'AS' && name !== undefined ? name.toLowerCase() : null,
    line: from.line,
    platform: from.flags.find(({ text }) => text.startsWith('--platform='))?.text.slice('--platform='.length) ?? null,
    base,
    instructions,
    variables,
  };
}

function environmentOf(stage: Stage | undefined): readonly (readonly [string, Expanded])[] {
  const names =
    stage?.instructions.flatMap(({ keyword, assignments }) => (keyword === 'ENV' ? assignments.map(({ name }) => name) : [])) ?? [];
  return names.map((name) => [name, stage?.variables.get(name) ?? null]);
}

function readBase(written: string, { globalValues, names }: Before): Base {
  const expanded = expand(written, globalValues);
  const image = expanded === null || isTemplated(expanded) || parseImage(expanded) === null ? null : expanded;
  if (image === 'scratch') return { kind: 'scratch' };
  const stage = image === null ? undefined : names.get(image.toLowerCase());
  if (stage !== undefined) return { kind: 'stage', stage };
  return image === null && namesSome(written, [...names.keys()]) ? { kind: 'some-stage', written } : { kind: 'image', written, image };
}

/** True for `base-$VARIANT` where stages are called so: what is written around the variable tells which they are. */
function namesSome(written: string, names: readonly string[]): boolean {
  const [, before = '', after = ''] = /^([\w.-]*)\$(?:\w+|\{\w+\})([\w.-]*)$/.exec(written.toLowerCase()) ?? [];
  const literal = before.length + after.length;
  return literal > 1 && names.some((name) => name.length > literal && name.startsWith(before) && name.endsWith(after));
}

function assign(variables: Map<string, Expanded>, { name, value }: Assignment): Map<string, Expanded> {
  const expanded = value === null ? (variables.get(name) ?? null) : expand(value, variables);
  return variables.set(name, expanded);
}
