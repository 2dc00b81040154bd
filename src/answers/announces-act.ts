/** Words of a sentence that tells no more than what its author is about to do. */
const LONGEST = 10;

const doing =
  'regard(?:e|ons)|corrige(?:ons)?|complet(?:e|ons)|verifi(?:e|ons)|met(?:s|tons)? a jour|f(?:ais|ait|aisons) le necessaire|revien(?:s|t)|revenons|avance|avancons|test(?:e|ons)|modifi(?:e|ons)|ajout(?:e|ons)|pren(?:ds|d|ons) (?:bonne )?note|pren(?:ds|d|ons) en compte|(?:m|s|nous) en (?:occup|charg)(?:e|ons|eons)';
const about =
  'regarder|corriger|voir|verifier|completer|mettre a jour|faire (?:le necessaire|la modif\\p{L}*|les corrections)|modifier|ajouter|tester|essayer|preciser|renseigner|lire|avancer|prendre en compte|(?:m|s|nous) en (?:occuper|charger)|revenir vers vous';

const act = new RegExp(
  `^(?:(?:et|donc|du coup|alors|bien|tres bien|oui|ok) )*(?:je|on|nous) (?:(?:le|la|les|l|vous|y) )?(?:(?:${doing})|(?:vais|va|allons) (?:(?:le|la|les|l|vous|y) )?(?:${about}))(?![\\p{L}])`,
  'u',
);

/** What makes a question, a complaint or a condition of it. */
const more =
  /(?<!\p{L})(?:mais|sauf|cependant|ne|n|pas|jamais|plus|rien|comment|quand|quoi|qui|ou|si|lequel|quel\p{L}*|pourquoi|combien|besoin|bloqu\p{L}*|erreurs?|problemes?|soucis?|attend\p{L}*|impossible|questions?|demand\p{L}*|pouvez|pourriez|peux|faut|vous (?:confirm|dites)\p{L}*)(?!\p{L})/u;

/** True for words, made plain (`plainName`), that only say what their author is about to do: « je regarde », « nous allons corriger »: nobody has to answer. */
export function announcesAct(plain: string): boolean {
  return plain.split(' ').length <= LONGEST && act.test(plain) && !more.test(plain);
}
