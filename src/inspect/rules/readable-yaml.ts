import { say } from '../../words/sentence.ts';
import { type RuleFinding, undetermined, violation } from './finding.ts';
import type { Rule } from './rule.ts';

/** `readable-yaml`: manifests, kustomizations, values and the CI file are YAML. A file with `{{ … }}` or the like is a template, of which nothing is known. */
export const readableYaml: Rule = ({ yamlFiles, templated }) => ({
  examined: yamlFiles.map(({ path }) => ({ path, line: 1 })),
  findings: yamlFiles.flatMap(({ path, troubles }): readonly RuleFinding[] => {
    const first = troubles.find(({ kind }) => kind !== 'ambiguous');
    if (first !== undefined && templated.has(path)) {
      return [undetermined({ place: first.place, because: say`ce fichier est un gabarit : il n’est lisible qu’une fois rempli` })];
    }
    return troubles.map(({ place, because, kind }) =>
      kind === 'refused' ? violation({ place, because }) : undetermined({ place, because }),
    );
  }),
});
