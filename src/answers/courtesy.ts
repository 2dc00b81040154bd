/** What is polite and says nothing: « Bonjour », « merci d’avance », « oui svp ». Bare. */
const courtesy =
  "(?:bonjour|bonsoir|cordialement|bien cordialement|bien a vous|cdt|cdlt|salutations|bonne (?:journee|reception)|a bientot|svp|stp|s'il (?:vous|te) plait|merci(?: (?:beaucoup|d'avance|par avance|de votre (?:aide|retour)|pour votre (?:aide|retour)))?)";
const courtesies = new RegExp(
  `^(?:${courtesy}(?: a tous| l'equipe)?(?![\\p{L}'’])[ ,.!]*(?:et )?)+(?! ?d(?:e |'))|(?:[ ,.!]+${courtesy})+$`,
  'gu',
);

/** Most texts hold none, and are looked at no further. */
const any = /bonjour|bonsoir|cordial|bien a vous|cdl?t|salutations|bonne|bientot|svp|stp|plait|merci/;

/** Characters beyond which a text is no mere courtesy. */
const LONGEST = 300;

/** A text made bare, without the polite words that it begins or ends with; empty when it holds nothing else. */
export function withoutCourtesy(bare: string): string {
  return bare.length > LONGEST || !any.test(bare) ? bare : bare.replace(courtesies, '').trim();
}
