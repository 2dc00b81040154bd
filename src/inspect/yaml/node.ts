import type { Place } from '../../dossier/checks/check.ts';

/** A YAML value that knows where it stands. Values are never shared: what an alias names is copied, within a limit. */
export type Node = MapNode | ListNode | ScalarNode;

/** Where a value is written; for what Helm made, the line of the template, and that of what it made: one line of a template may make several. */
export interface SourcePlace extends Place {
  readonly made?: number;
}

/** A map; the first place of an entry is that of its key. */
export interface MapNode {
  readonly kind: 'map';
  readonly place: SourcePlace;
  readonly entries: ReadonlyMap<string, Entry>;
}

/** A key's place and its value. */
export interface Entry {
  readonly place: SourcePlace;
  readonly value: Node;
}

/** A list. */
export interface ListNode {
  readonly kind: 'list';
  readonly place: SourcePlace;
  /** Written `!reference`: the keys by which GitLab finds what stands here. */
  readonly isReference?: true;
  readonly items: readonly Node[];
}

/** Anything else; `text` is the value as written, null for no value at all. */
export interface ScalarNode {
  readonly kind: 'scalar';
  readonly place: SourcePlace;
  readonly text: string | null;
  /** What the text looks like decides its type, as neither quotes nor a tag (`!!str`) do. */
  readonly plain: boolean;
}

/** The value found by following keys; null where there is none. */
export function at(node: Node | null, ...keys: readonly string[]): Node | null {
  let found = node;
  for (const key of keys) found = found?.kind === 'map' ? (found.entries.get(key)?.value ?? null) : null;
  return found;
}

/** The value as a map; null for anything else. */
export function asMap(node: Node | null): MapNode | null {
  return node?.kind === 'map' ? node : null;
}

/** The items of a list; none for anything else. */
export function itemsOf(node: Node | null): readonly Node[] {
  return node?.kind === 'list' ? node.items : [];
}

/** The items of a list, or the one thing that stands where a list may. */
export function listed(node: Node | null): readonly Node[] {
  if (node === null) return [];
  return node.kind === 'list' ? node.items : [node];
}

/** Keys, their places and their values; none for anything but a map. */
export function entriesOf(node: Node | null): readonly (Entry & { readonly key: string })[] {
  return node?.kind === 'map' ? [...node.entries].map(([key, entry]) => ({ key, ...entry })) : [];
}

/** The text of a scalar; null for no value, a map or a list. */
export function textOf(node: Node | null): string | null {
  return node?.kind === 'scalar' ? node.text : null;
}

/** The truth value of a scalar, as Kubernetes' YAML reads it; null for anything else, a text in quotes among them. */
export function booleanOf(node: Node | null): boolean | null {
  if (node?.kind !== 'scalar' || !node.plain || !truth.test(node.text ?? '')) return null;
  return /^(y|on|t)/i.test(node.text ?? '');
}

/** What go-yaml takes for a truth value. */
export const truth = /^(y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF|true|True|TRUE|false|False|FALSE)$/;
/** What it takes for a number. */
export const number = /^([-+]?(\d[\d_]*(\.[\d_]*)?|\.\d[\d_]*)([eE][-+]?\d+)?|[-+]?0x[\da-fA-F_]+|[-+]?0b[01_]+|[-+]?0o[0-7_]+)$/;

/** True for a scalar that Kubernetes' decoder reads as a text: in quotes, or neither a number nor a truth value (YAML 1.1, as go-yaml resolves it; tried with kubectl 1.34). */
export function isString(node: Node | null): boolean {
  if (node?.kind !== 'scalar' || node.text === null) return false;
  return !node.plain || !(truth.test(node.text) || number.test(node.text));
}

/** The whole number that Kubernetes' decoder reads in a scalar, as octal, hexadecimal or `3.0` too (go-yaml, YAML 1.1; tried with kubectl 1.34); null for anything else. */
export function integerOf(node: Node | null): number | null {
  if (node?.kind !== 'scalar' || !node.plain || node.text === null || !number.test(node.text)) return null;
  const [, sign = '', digits = ''] = /^([-+]?)(.*)$/.exec(node.text.replaceAll('_', '')) ?? [];
  const value = /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  return Number.isInteger(value) ? Number(`${sign}1`) * value : null;
}

/** True where nothing is written: no node, or a key without a value. */
export function isAbsent(node: Node | null): boolean {
  return node === null || (node.kind === 'scalar' && node.text === null);
}

/** The place of a key, or of its map where the key is absent. */
export function placeOfKey(map: MapNode, key: string): SourcePlace {
  return map.entries.get(key)?.place ?? map.place;
}

/** True for nothing at all, and for a map of which no other key than those has a value. */
export function hasOnly(node: Node | null, keys: ReadonlySet<string>): boolean {
  if (isAbsent(node)) return true;
  return asMap(node) !== null && entriesOf(node).every(({ key, value }) => keys.has(key) || isAbsent(value));
}
