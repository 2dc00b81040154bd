/** « aucun souci », « pas de problème », « sans avis », « pas d’accord », « aucune préférence ». */
const opinion =
  /^(?:il n'y a |je n'ai |nous n'avons |on n'a )?(?:aucune?|pas d(?:e |')|pas la moindre|sans|no) ?(?:problemes?|soucis?|inconvenients?|objections?|doutes?|inquietudes?|avis|opinions?|preferences?|accord|retards?|delais?$|worries|problem|opinion|preference)(?![\p{L}])/u;

/** True when a clause, made bare, only tells what its writer thinks of the question: it denies nothing that is asked for, though it begins as a « none » does. */
export function tellsOpinion(bare: string): boolean {
  return opinion.test(bare);
}
