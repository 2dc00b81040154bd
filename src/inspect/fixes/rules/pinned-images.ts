import { say } from '../../../words/sentence.ts';
import { versionOf } from '../../images/version.ts';
import type { Fix, Fixer } from '../fix.ts';
import { knownVersions } from '../known-versions.ts';
import { lineAt } from '../lines.ts';
import { ownScalar, writtenPairs } from '../written-pairs.ts';

/** Gives a FROM the version at which the repository fixes the same image elsewhere. */
export const fixPinnedBaseImage: Fixer = ({ dockerfiles, files, findings }) => {
  const known = knownVersions({ dockerfiles, files });
  const stages = dockerfiles.flatMap(({ path, stages: own }) => own.map((stage) => ({ path, ...stage })));
  return stages.flatMap(({ path, line, base }): readonly Fix[] => {
    const text = files.get(path);
    if (text === undefined || base.kind !== 'image' || !findings.some(({ place }) => place?.path === path && place.line === line))
      return [];
    const pinned = pin(base.written, known);
    const from = lineAt(text, line);
    const [, before] = from === null ? [] : (/^(\s*FROM\s+(?:--\S+\s+)*)\S/i.exec(from.text) ?? []);
    if (pinned === null || from === null || before === undefined || !from.text.startsWith(base.written, before.length)) return [];
    const start = from.start + before.length;
    return [{ path, edits: [{ start, end: start + base.written.length, text: pinned }], because: sameVersion(base.written, pinned) }];
  });
};

/** Gives an image of a manifest the version at which the repository fixes it elsewhere. */
export const fixDisallowLatest: Fixer = ({ dockerfiles, files, findings }) => {
  const known = knownVersions({ dockerfiles, files });
  return findings.flatMap(({ place }): readonly Fix[] => {
    const text = files.get(place?.path ?? '');
    if (place === null || text === undefined) return [];
    return writtenPairs(text)
      .filter(({ key, line }) => key === 'image' && line === place.line)
      .flatMap((pair): readonly Fix[] => {
        const scalar = ownScalar(pair, text);
        const written = scalar?.says ?? '';
        const pinned = pin(written, known);
        const inner = scalar === null ? -1 : text.slice(scalar.start, scalar.end).indexOf(written);
        if (scalar === null || pinned === null || inner === -1) return [];
        const start = scalar.start + inner;
        return [{ path: place.path, edits: [{ start, end: start + written.length, text: pinned }], because: sameVersion(written, pinned) }];
      });
  });
};

function pin(written: string, known: ReturnType<typeof knownVersions>): string | null {
  const version = versionOf(written);
  if (version.kind !== 'none' && version.kind !== 'latest') return null;
  const suffix = /[${]/.test(written) ? null : known(written);
  return suffix === null ? null : `${version.name}${suffix}`;
}

function sameVersion(written: string, pinned: string) {
  return say`remplace ${written} par ${pinned}, la version que ce dépôt emploie déjà ailleurs`;
}
