import { isMap, isSeq } from 'yaml';
import { say } from '../../../words/sentence.ts';
import type { Fix, Fixer } from '../fix.ts';
import { aboveComments, lineEnd, lineStart } from '../lines.ts';
import { type WrittenPair, writtenPairs } from '../written-pairs.ts';

/** Names the platform's secret in the pods that name none, before their containers; a pod written on one line, or under an anchor that others share, is left to people. */
export const fixRegistryPullSecret: Fixer = ({ files, findings }) =>
  findings.flatMap(({ place }): readonly Fix[] => {
    const text = files.get(place?.path ?? '');
    if (place === null || text === undefined) return [];
    const pairs = writtenPairs(text);
    const images = new Set(pairs.filter(({ key, line }) => key === 'image' && line === place.line).map(({ map }) => map));
    const holder = pairs.find(
      ({ key, value }) => holdsContainers(key) && isSeq(value) && value.items.some((item) => isMap(item) && images.has(item)),
    );
    return holder === undefined ? [] : nameSecret({ path: place.path, text, holder });
  });

function holdsContainers(key: string): boolean {
  return key === 'containers' || key === 'initContainers';
}

function nameSecret({ path, text, holder }: { path: string; text: string; holder: WrittenPair }): readonly Fix[] {
  const { map, keyStart } = holder;
  const indent = text.slice(lineStart(text, keyStart), keyStart);
  if (map.flow === true || map.anchor !== undefined || map.has('imagePullSecrets') || indent === '' || /[^ ]/.test(indent)) return [];
  const end = lineEnd(text);
  const written = `${indent}imagePullSecrets:${end}${indent}  - name: registry-pull-secret${end}`;
  const start = aboveComments(text, keyStart);
  const because = say`nomme ${'registry-pull-secret'}, le secret que la plateforme crée dans chaque environnement`;
  return [{ path, edits: [{ start, end: start, text: written }], because }];
}
