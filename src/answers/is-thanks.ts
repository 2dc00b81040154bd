import { plainName } from '../words/nearest.ts';
import { announcesAct } from './announces-act.ts';

/**
 * True where somebody only thanks, agrees, greets, takes leave or says what they are about to do, in one word or in several sentences: nothing of it awaits an answer. Anything else that is
 * said with it, and any question mark, awaits one. `names` are those of people that may be addressed, as their accounts spell them.
 */
export function isThanks(text: string, names: readonly string[]): boolean {
  if (text.length > LONGEST_THANKS || text.includes('?')) return false;
  const known = new Set(names.flatMap((name) => plainName(name).split(' ')));
  const pieces = text
    .replaceAll(/:[\w+-]{1,40}:|@[\w/-]{1,80}|(?<![\w+])\+1(?!\w)/g, ' ')
    .split(/[.!,;:…()\n]+/)
    .map(plainName)
    .filter((piece) => piece !== '');
  return withoutSignature(pieces).every((piece) => isCourtesy(piece, known)) && !holdsOnly(pieces, complements);
}

function holdsOnly(pieces: readonly string[], words: ReadonlySet<string>): boolean {
  return pieces.length > 0 && pieces.every((piece) => piece.split(' ').every((word) => words.has(word)));
}

/** In characters: a longer comment says more than thanks. */
export const LONGEST_THANKS = 600;
/** Lines and parts of lines of a signature, with the word before it. */
const SIGNATURE = 6;
/** Words of thanks for something in particular. */
const MOST_WORDS = 18;

const leaves = /^(?:(?:bien )?cordialement|cdt|cdlt|bien a (?:vous|toi)|sincerement|amicalement)$/;

/** What follows « Cordialement » is a signature, if it is short and tells nothing. */
function withoutSignature(pieces: readonly string[]): readonly string[] {
  const leave = pieces.findIndex((piece) => leaves.test(piece));
  if (leave === -1) return pieces;
  const after = pieces.slice(leave + 1);
  return after.length < SIGNATURE && after.every(isUntroubled) ? pieces.slice(0, leave) : pieces;
}

function isUntroubled(piece: string): boolean {
  return piece.split(' ').every((word) => !troubles.has(word));
}

function isCourtesy(piece: string, names: ReadonlySet<string>): boolean {
  const words = piece.replace(settled, 'ok').split(' ');
  if (words.every((word) => courtesies.has(word) || names.has(word))) return true;
  if (announcesAct(piece) || apology.test(piece)) return true;
  if (words.length <= 3 && addresses.has(words[0] ?? '')) return isUntroubled(piece);
  return words.length <= MOST_WORDS && thanksFor.test(piece) && isUntroubled(piece);
}

/** What agrees as a whole, of words that may also be an answer. */
const settled =
  /\b(?:pas de (?:soucis?|problemes?)|sans soucis?|no problem|recu 5 (?:sur )?5|(?:ras|ok|bon|clair|parfait) de (?:notre|mon) cote|par avance)\b/g;

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ''));

/** What is thanked for, and the words around it: alone, « l’équipe » or « la validation » may answer a question. */
const complements = wordsOf(`
  et a l d je j nous on vous te tu pour de du des la le les un votre vos ton ta tes cette ce ces retour retours reponse reponses aide precision precisions
  information informations info infos explication explications reactivite rapidite efficacite temps accompagnement appui soutien patience disponibilite
  conseil conseils validation travail suivi fin week end weekend journee soiree continuation reception equipe team service annee`);

/** Words that ask for nothing, whatever their order. */
const courtesies: ReadonlySet<string> = new Set([
  ...complements,
  ...wordsOf(`
  merci thanks thank thx mci ok okay oki dac accord parfait super top genial nickel impeccable excellent bravo cool note compris entendu recu vu ouf
  formidable chouette felicitations magnifique extra clair lu marche c est ca cela va you very much all the so tous toutes toute tout tres beaucoup mille
  fois grand infiniment encore vraiment bien bonjour bonsoir salut hello bonne bon courage cordialement cdt cdlt sincerement amicalement bientot avance
  remercie remercions remerciements excellente belle moi roule ras lgtm got it yes yep parfaitement sympa gentil rapide rapides efficace claire claires`),
]);

/** What may come before the name of somebody. */
const addresses = wordsOf('merci bonjour bonsoir salut hello');

/** « Désolé pour le retard » */
const apology =
  /^(?:(?:toutes )?(?:mes|nos) excuses|desolee?s?|pardon|navree?s?)(?: (?:pour|du|de) (?:le |la |ce |cette )?(?:retard|delai|derangement|bruit|confusion|reponse tardive))?$/;

/** Thanks for something in particular: not « merci de préciser », which asks. */
const thanksFor =
  /^(?:(?:ok|super|parfait|bonjour|et|bien|un|grand|mille|tres|top|genial) ){0,4}(?:merci|thanks|thank you|je vous remercie|nous vous remercions)(?: (?:beaucoup|bien|infiniment|encore|a tous|a vous|vraiment)){0,2} (?:pour|a|au|aux|d avoir|de (?:votre|vos|ton|ta|tes|cette|ces))\b/;

/** What makes more than thanks of a sentence. */
const troubles = wordsOf(`
  mais cependant toutefois sauf ne n pas plus jamais rien comment quand quel quelle quels quelles pourquoi pouvez pourriez pourrez pourrait peux peut
  peuvent faut faudra faudrait besoin manque manquent bloque bloques bloquee erreur erreurs souci soucis probleme problemes attend attends attendons
  reste restent impossible voudrais voudrions souhaite souhaitons aimerais aimerions question questions demande savoir preciser confirmer
  indiquer envoyer transmettre ouvrir donner valider regarder revenir rappeler repondre corriger verifier relancer`);
