/** What is written with a dot and names no machine, as long as neither scheme nor port goes with it. */
const lookalikes: readonly RegExp[] = [
  // Files, and the technologies that are called after them or otherwise: « flux.xlsx », « Node.js ».
  /\.(?:pdf|docx?|xlsx?|pptx?|od[stpg]|csv|txt|png|jpe?g|gif|svg|ya?ml|json|drawio|vsdx?|zip|m?jsx?|tsx?|java|php|html?|xml|css|sql|jar|war|exe|dll|log|conf|cfg|ini|properties|env|md|py|rb)$|^(?:asp|vb|ado|ml|edi|dot)\.net$|^(?:socket|draw)\.io$|^p\.ex$/i,
  // People, « M.Exemple », « J.Exemple »; two sentences without a space, « référentiel.Puis ».
  /^(?:MM?|Mr|Mme|Mlle|Dr|Pr|Me|\p{Lu})\.\p{Lu}\p{L}+$|^\p{L}\p{Ll}+\.\p{Lu}\p{Ll}+$/u,
];

/** True for a word that has the shape of a host name and is a file, a technology, a person or the end of a sentence. */
export function isLookalike(word: string): boolean {
  return word.includes('.') && lookalikes.some((shape) => shape.test(word));
}
