import { say } from '../../../words/sentence.ts';
import { type Dockerfile, lineage } from '../../docker/dockerfile.ts';
import { parseImageName } from '../../images/reference.ts';
import type { Fix, Fixer } from '../fix.ts';
import { lineAt } from '../lines.ts';

/** Images that listen on 8080 unless their configuration says otherwise. */
const listensOn8080 = /^(nginxinc\/nginx-unprivileged|nginx\/nginx-unprivileged|bitnami\/nginx|bitnami\/apache)$/;

/** Corrects `EXPOSE 80` where the base is known to listen on 8080 and nothing copied changes it. Where the program itself listens lower, people tell. */
export const fixUnprivilegedPorts: Fixer = ({ files, dockerfiles, findings }) =>
  dockerfiles.filter(staysAt8080).flatMap(({ path }): readonly Fix[] => {
    const text = files.get(path);
    if (text === undefined) return [];
    const lines = new Set(findings.flatMap(({ place }) => (place?.path === path ? [place.line] : [])));
    return [...lines].flatMap((number): readonly Fix[] => {
      const line = lineAt(text, number);
      const [, before] = line === null ? [] : (/^(\s*EXPOSE\s+)80(?:\/tcp)?\s*$/i.exec(line.text) ?? []);
      if (line === null || before === undefined) return [];
      const start = line.start + before.length;
      const edits = [{ start, end: start + 2, text: '8080' }];
      return [{ path, edits, because: say`annonce le port 8080, où l’image de base écoute, au lieu de 80` }];
    });
  });

function staysAt8080(dockerfile: Dockerfile): boolean {
  const stages = lineage(dockerfile);
  const base = stages.at(-1)?.base;
  const image = base?.kind === 'image' && base.image !== null ? parseImageName(base.image) : null;
  if (image?.registry !== 'docker.io' || !listensOn8080.test(image.repository)) return false;
  return !stages.some(({ instructions }) =>
    instructions.some(({ keyword, words }) => {
      const written = words.map(({ text }) => text).join(' ');
      if (keyword === 'EXPOSE') return /\b8080\b/.test(written);
      return (
        /^(COPY|ADD|RUN|CMD|ENTRYPOINT)$/.test(keyword) && /nginx\.conf|conf\.d|\.conf\b|templates|listen|\/etc\/|\/conf\b/i.test(written)
      );
    }),
  );
}
