/** Words that say what sort of thing an application is, or whose; none of them says what it does. */
const sorts =
  /^(?:app|appli|application|logiciel|progiciel|outil|site|portail|plateforme|service|teleservice|produit|solution|systeme|projet|programme|api|backend|frontend|web|internet|mobile|interne|externe|metier|informatique|numerique|digitale?|ministerielle|nouvelle|nouveau|petite?|simple|classique|moderne|ministere|interieur|mi|si)s?$/;

const smallWords = /^(?:le|la|les|l|un|une|de|d|des|du|et|ou|en|ligne|notre|nos|pour)$/;

/** Words beyond which an answer says more than a sort. */
const LONGEST = 10;

/** Whether the words of a text (`bareWords`) say nothing but the sort of application that it is: « application web », « un outil métier interne ». */
export function isBareKind(words: readonly string[]): boolean {
  return (
    words.length <= LONGEST && words.some((word) => sorts.test(word)) && words.every((word) => sorts.test(word) || smallWords.test(word))
  );
}
