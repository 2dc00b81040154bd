import { say } from '../../words/sentence.ts';
import { placeholderImage as placeholderIn } from '../images/placeholder.ts';
import { isTemplated } from '../kubernetes/templated.ts';
import type { Repository } from '../repository.ts';
import { replaceable, type RuleFinding, undetermined } from './finding.ts';
import { eachImage, type WrittenImage } from './each-image.ts';
import { isMadeByDefault } from './made-by-default.ts';
import type { Rule } from './rule.ts';

/** `placeholder-image`: no image is that of a model, which nobody replaced. */
export const placeholderImage: Rule = (repository) =>
  eachImage(repository, { image: (image) => judge(image, repository), given: () => [], values: () => [] });

function judge({ written, place, resource }: WrittenImage, repository: Repository): readonly RuleFinding[] {
  const found = placeholderIn(written);
  if (found === null) return [];
  if (found === 'perhaps') {
    const because = say`l’image ${written} est celle d’un modèle ou d’une démonstration : si c’est bien la vôtre, il n’y a rien à faire`;
    return [undetermined({ place, because }, resource)];
  }
  if (isTemplated(written))
    return [
      undetermined(
        { place, because: say`l’image ${written} tient la place de la vôtre, à moins qu’un script ne la remplace avant le déploiement` },
        resource,
      ),
    ];
  if (isMadeByDefault(resource, repository)) {
    const because = say`l’image ${written} tient la place de la vôtre, à moins qu’un fichier de valeurs déclaré dans la console ne la donne`;
    return [undetermined({ place, because }, resource)];
  }
  return [replaceable({ place, because: say`l’image ${written} tient la place de la vôtre, et n’existe pas` }, resource)];
}
