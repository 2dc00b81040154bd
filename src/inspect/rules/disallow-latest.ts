import { say } from '../../words/sentence.ts';
import { imageOf, type ValuesFile } from '../helm/values.ts';
import { parseImage } from '../images/reference.ts';
import { isTemplated } from '../kubernetes/templated.ts';
import { textOf } from '../yaml/node.ts';
import { eachImage, type WrittenImage } from './each-image.ts';
import { replaceable, type RuleFinding, undetermined, yamlFix } from './finding.ts';
import type { Rule } from './rule.ts';

/** `disallow-latest`: each deployed image names a version. */
export const disallowLatest: Rule = (repository) => eachImage(repository, { image: judge, values: judgeValues });

function judge({ written, place, resource }: WrittenImage): readonly RuleFinding[] {
  const version = versionOf(written);
  if (version.kind === 'fixed') return [];
  if (version.kind === 'unknown')
    return [undetermined({ place, because: say`la version de l’image ${written} n’est connue qu’au déploiement` }, resource)];
  const fix = yamlFix(`image: ${version.name}:1.2.3 # la version publiée`);
  const because =
    version.kind === 'latest'
      ? say`l’image ${written} a la version ${'latest'}, qui change sans prévenir`
      : say`l’image ${written} n’a pas de version : c’est ${'latest'} qui est prise`;
  return [replaceable({ place, because, fix }, resource)];
}

type Version = { readonly kind: 'fixed' } | { readonly kind: 'unknown' } | { readonly kind: 'latest' | 'none'; readonly name: string };

function versionOf(written: string): Version {
  if (/@sha256:[0-9a-f]{64}$/.test(written)) return { kind: 'fixed' };
  const name = written.replace(/:latest$/, '');
  // The end alone decides: what comes before may be left to put in.
  const [, tag] = /:([\w.-]+)$/.exec(written) ?? [];
  if (isTemplated(written))
    return tag === undefined ? { kind: 'unknown' } : tag === 'latest' ? { kind: 'latest', name } : { kind: 'fixed' };
  const image = parseImage(written);
  if (image === null) return { kind: 'unknown' };
  if (image.digest !== null) return { kind: 'fixed' };
  return image.tag === null ? { kind: 'none', name } : image.tag === 'latest' ? { kind: 'latest', name } : { kind: 'fixed' };
}

function judgeValues({ maps }: ValuesFile): readonly RuleFinding[] {
  return maps.flatMap((entry) => {
    const tag = imageOf(entry)?.tag ?? null;
    if (tag === null || textOf(tag) !== 'latest') return [];
    const because = say`ces valeurs donnent la version ${'latest'} à une image ; un autre fichier de valeurs peut la remplacer`;
    return [undetermined({ place: tag.place, because, fix: yamlFix('tag: "1.2.3" # la version publiée') })];
  });
}
