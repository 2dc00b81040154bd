/** Verbs of what is being done, and of what « je vais » begins. */
const doing =
  'regard(?:e|ons)|corrige(?:ons)?|complet(?:e|ons)|verifi(?:e|ons)|met(?:s|tons)? a jour|f(?:ais|ait|aisons) le necessaire|revien(?:s|t)|revenons|avance|avancons|test(?:e|ons)|modifi(?:e|ons)|ajout(?:e|ons)|pren(?:ds|d|ons) (?:bonne )?note|pren(?:ds|d|ons) en compte|(?:m|s|nous) en (?:occup|charg)(?:e|ons|eons)';
const about =
  'regarder|corriger|voir|verifier|completer|mettre a jour|faire (?:le necessaire|la modif\\p{L}*|les corrections)|modifier|ajouter|tester|essayer|preciser|renseigner|lire|avancer|prendre en compte|(?:m|s|nous) en (?:occuper|charger)|revenir';

const pronoun = '(?:(?:le|la|les|l|vous|y) )?';
/** What it is done to, if that tells nothing: any other thing may be for somebody else to know. */
const object =
  '(?: (?:ca|cela|ceci|tout ca|tout cela|ce (?:point|dossier|ticket)|ces points|(?:le|la|les|notre|nos|mon) (?:dat|demandes?|dossier|ticket|formulaire|points?|reponses?)|vers (?:vous|toi)))?';
/** When, in the near future. */
const day =
  '(?: (?:rapidement|vite|(?:tout )?de suite|au plus vite|des que possible|maintenant|aujourd hui|demain|ce matin|ce soir|cet apres midi|dans la (?:journee|semaine)|(?:lundi|mardi|mercredi|jeudi|vendredi)(?: prochain)?|cette semaine|la semaine prochaine|de (?:mon|notre) cote))*';
const act = `(?:je|on|nous) ${pronoun}(?:(?:${doing})|(?:vais|va|allons) ${pronoun}(?:${about}))${object}${day}`;
const acts = new RegExp(
  `^(?:(?:et|donc|du coup|alors|bien|tres bien|oui|ok) )*${act}(?: et (?:${act}|(?:${about})${object}${day}))*$`,
  'u',
);

/**
 * True for words, made plain (`plainName`), that only say what their author is about to do: « je regarde », « nous allons corriger demain »: nobody has to
 * answer. Whatever else is told with it (« je teste dès que vous aurez ouvert l’accès ») may be for somebody to do or to know, and is more.
 */
export function announcesAct(plain: string): boolean {
  return acts.test(plain);
}
