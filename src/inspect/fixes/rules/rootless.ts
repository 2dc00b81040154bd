import { say } from '../../../words/sentence.ts';
import { type Dockerfile, lineage } from '../../docker/dockerfile.ts';
import { officialName, parseImageName } from '../../images/reference.ts';
import type { Fix, Fixer, TextEdit } from '../fix.ts';
import { lineAt, lineEnd } from '../lines.ts';

/** Official images of languages: what runs in them is the project's own program, which needs no root. */
const languages = /^(node|python|golang|openjdk|eclipse-temurin|amazoncorretto|sapmachine|ruby|rust|perl|elixir|erlang|pypy)$/;

/** What says how to start and how to watch, and builds nothing. */
const closing: readonly string[] = ['CMD', 'ENTRYPOINT', 'EXPOSE', 'HEALTHCHECK', 'STOPSIGNAL', 'LABEL'];

/** Adds a user that is not root at the end of an image of a language that names none. Servers, and bases of which what runs there is not known, are left to people. */
export const fixRootless: Fixer = ({ files, dockerfiles, findings }) =>
  dockerfiles.flatMap((dockerfile): readonly Fix[] => {
    const { path } = dockerfile;
    const text = files.get(path);
    const isWrong = findings.some(({ place }) => place?.path === path);
    const image = isWrong && text !== undefined ? languageOf(dockerfile) : null;
    const edit = image === null || text === undefined ? null : userEdit(text, dockerfile);
    if (image === null || edit === null) return [];
    const because = say`ajoute l’utilisateur ${'1001'}, du groupe 0, à l’image ${image} ; OpenShift choisit un autre UID, du même groupe : si l’application écrit dans un dossier de l’image, donnez-le au groupe 0 (${'RUN chgrp -R 0 /app && chmod -R g=u /app'}, avant USER)`;
    return [{ path, edits: [edit], because }];
  });

/** The language's image on which a Dockerfile without any USER rests; null for others. */
function languageOf(dockerfile: Dockerfile): string | null {
  const stages = lineage(dockerfile);
  if (stages.some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'USER'))) return null;
  const base = stages.at(-1)?.base;
  if (base?.kind !== 'image' || base.image === null) return null;
  const parsed = parseImageName(base.image);
  return parsed !== null && languages.test(officialName(parsed) ?? '') ? base.image : null;
}

/** The instruction goes before those that only say how to start, and the comments above them. */
function userEdit(text: string, { stages }: Dockerfile): TextEdit | null {
  const instructions = stages.at(-1)?.instructions ?? [];
  const lastBuilt = instructions.findLastIndex(({ keyword }) => !closing.includes(keyword));
  const next = instructions[lastBuilt + 1];
  const end = lineEnd(text);
  if (next === undefined) {
    const missing = text === '' || text.endsWith('\n') ? '' : end;
    return { start: text.length, end: text.length, text: `${missing}USER 1001:0${end}` };
  }
  // Whatever their indent, which says nothing in a Dockerfile.
  let line = next.line;
  while (line > 1 && (lineAt(text, line - 1)?.text.trim() ?? '').startsWith('#')) line -= 1;
  const at = lineAt(text, line);
  return at === null ? null : { start: at.start, end: at.start, text: `USER 1001:0${end}` };
}
