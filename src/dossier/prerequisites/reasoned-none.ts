import { bareText, bareWords } from '../../answers/bare-text.ts';

const noneWords =
  /^(?:aucune?s?|nul(?:le)?s?|neant|none|rien|ras|n|a|na|s|o|so|non|sans|objet|pas|de|d|des|du|applicable|concernee?|prevue?|necessaire|nil|zero|0|no|pour|l|le|la|instant|moment|ce|stade|jour|en|a|place|formalisee?|definie?|etablie?|documentee?|redigee?|realisee?|disponible|actuellement|aujourd|hui|encore)$/;

/** True for a « none » that says more than the absence of what the questions ask for: « Pas de BDD », « sans objet, application sans données ». */
export function isReasoned(text: string, questions: readonly string[]): boolean {
  const asked = new Set(questions.flatMap((question) => bareWords(bareText(question)).map(singular)));
  return bareWords(bareText(text)).some((word) => !noneWords.test(word) && !asked.has(singular(word)));
}

function singular(word: string): string {
  return word.replace(/s$/, '');
}
