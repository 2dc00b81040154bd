import { say, type Sentence } from '../../words/sentence.ts';
import { at, isAbsent, itemsOf, type Node, textOf } from '../yaml/node.ts';
import type { Resource } from '../kubernetes/resource.ts';

/**
 * What an object of Argo CD deploys, by the addresses that it names, as a part of a sentence; plain words where it names none, as those of Flux, which name an
 * object. Three addresses at most, without what precedes their host, which may hold a password ("Application Specification", Argo CD). Pure; never throws.
 */
export function deliveredBy({ body }: Resource): Sentence {
  const spec = at(body, 'spec');
  const addresses = [spec, at(spec, 'template', 'spec')].flatMap(sourcesOf).flatMap(addressOf);
  const named = [...new Set(addresses)];
  if (named.length === 0) return say`un chart ou un dossier désigné par son adresse`;
  const shown = named.slice(0, MOST).join(', ');
  return named.length > MOST ? say`ce que gardent ${shown} et d’autres` : say`ce que garde ${shown}`;
}

const MOST = 3;

function sourcesOf(spec: Node | null): readonly Node[] {
  return [at(spec, 'source'), ...itemsOf(at(spec, 'sources'))].flatMap((source) => (source === null || isAbsent(source) ? [] : [source]));
}

function addressOf(source: Node): readonly string[] {
  const written = textOf(at(source, 'repoURL'))?.trim() ?? '';
  if (written === '') return [];
  return [
    written
      .replace(/[?#].*$/s, '')
      .replace(/^([a-z][a-z+]*:\/\/)?.*@/is, '$1')
      .slice(0, 200),
  ];
}
