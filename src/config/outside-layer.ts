import type { LocatedYaml } from '../yaml/located-yaml.ts';
import type { Problem } from '../yaml/problem.ts';

/** A file of another repository than the hub, which the hub's readers may not be able to see. Null `yaml` where it could not be read as YAML. */
export interface Outside {
  readonly file: string;
  readonly yaml: LocatedYaml | null;
}

/**
 * Problems as a hub may tell them: of a file outside it, where they stand and nothing more; and no sentence about the hub's own file holds a key or a text
 * that only the outside file has. `known` are the layers that the hub's readers know.
 */
export function withoutQuotes(problems: readonly Problem[], { file, yaml }: Outside, known: readonly LocatedYaml[]): readonly Problem[] {
  const seen = new Set(known.flatMap((layer) => wordsOf(layer.value)));
  const hidden = wordsOf(yaml?.value).filter((word) => word !== '' && !seen.has(word));
  return problems.map((problem): Problem => {
    const place = { file: problem.file, line: problem.line, column: problem.column };
    if (problem.file === file) {
      return {
        ...place,
        message: `erreur ligne ${problem.line}, colonne ${problem.column} de ${file}`,
        fix: 'vérifiez ce fichier dans son dépôt par « accostage validate », qui donne le détail',
      };
    }
    if (!hidden.some((word) => problem.message.includes(word) || problem.fix.includes(word))) return problem;
    return { ...place, message: `cette valeur ne s’accorde pas avec ${file}`, fix: 'relisez les deux fichiers ensemble' };
  });
}

/** Every key and every text in a value. */
function wordsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => (Array.isArray(value) ? wordsOf(item) : [key, ...wordsOf(item)]));
}
