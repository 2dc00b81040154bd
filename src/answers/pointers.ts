import { bareWords } from './bare-text.ts';

/** Words beyond which a clause tells more than where to look. */
const LONGEST = 20;

/** Words of a clause that begins by pointing and names no document, up to which it only points. */
const SHORT = 4;

/** Beginnings that send the reader elsewhere. */
const pointing =
  /^(?:(?:merci de |pour cela |pour plus de details |tout est |le detail est |c'est |ce sont |elles? (?:est|sont) |ils? (?:est|sont) )?(?:voir|cf|confer|idem|see|consulter|se (?:referer|reporter) (?:a|au|aux)|referez-vous (?:a|au|aux)|reportez-vous (?:a|au|aux)|comme (?:decrit|indique|precise) dans|(?:decrit|detaille|presente|precise|indique|disponible|explique|fourni|joint)[es]* (?:dans|sur|en (?:annexe|pj|piece))))(?![\p{L}])/u;

/** What is called a document. Not in the plural where projects handle such things themselves: « voir les dossiers des usagers ». */
const documents =
  'dats?|dossier|document|documentation|docs?|schemas?|diagrammes?|annexes?|fichier|piece|pj|readme(?:\\.md)?|wiki|note|cctp|ccap|cdc|cahier|planning|macro-?planning|matrice|tableau|excel|pca|pra|paq|fiche|presentation|slides?|powerpoint|mail|courriel|e-?mail|ticket|pdf|plan|specifications?|specs?|stb|sfd|std|dex|dag|dal|dae|compte-?rendu|cr|livrable|confluence|sharepoint|drive|teams|resana|osmose|repertoire|serveur|partage|lien|site|page|depot|contrat|marche|etude|(?:ci-?)joint[es]*';
const document = new RegExp(`^(?:[\\p{L}\\d'./-]{1,40} ){0,4}?(?:[dl]')?(?:${documents})(?![\\p{L}])`, 'u');

/** A document, then where it is said to be: « le schéma est en pièce jointe », « DAT transmis par mail ». */
const placed = new RegExp(
  `^(?:[\\p{L}\\d'./-]{1,40} ){0,4}?(?:[dl]')?(?:${documents.replace('piece|pj|', '')})(?![\\p{L}]).{0,60}?(?:(?<!\\p{L}|pieces? )(?:ci-?)?joint[es]*|en (?:pj|pieces? jointes?|annexe)|(?:dispo|disponible|consultable|accessible)[es]* (?:aupres|chez|sur|dans|a|au|aux|en)|(?:transmis|envoye|adresse|communique|remis|depose|donne|partage)[es]* (?:par (?:mail|courriel|e-?mail|messagerie|teams)|a (?:la service team|l'equipe|vous)|au support|le \\d|via|sur)|(?:par|via) (?:mail|courriel|e-?mail)|attached)(?![\\p{L}])`,
  'u',
);

/** Without one of these, nothing is said to be anywhere: the document before it, of whatever name, need not be looked for. */
const placing = /joint|pj|annexe|dispo|consult|access|transmi|envoy|adresse|commun|remis|depos|donne|partage|mail|courriel|attached/;

/** A document that is made for such a request, and sent wherever it may be: « DAT envoyé à la boîte fonctionnelle ». */
const own =
  "dats?|dag|dal|dae|dex|cctp|schemas?(?: d'architecture| technique)?|dossier d'architecture(?: technique)?|matrice(?: des flux| de flux)?|expression de besoins?|fiche projet|note de cadrage|pca|pra|documents?(?= (?:confidentiel|interne|non diffusable))";
const sent = new RegExp(
  `^(?:l[ea]s? |notre |nos |un )?(?:${own})(?: (?!(?:a|aux?|par|pour|de|des) )[\\p{L}\\d'./-]{1,40}){0,2}? (?:(?:a ete|ont ete|est|sont|deja|bien) ){0,3}(?:transmis|envoye|adresse|communique|remis|depose|donne|partage|livre|fourni|joint|redige|valide|approuve|signe|finalise|existe|existant|confidentiel|interne|non diffusable|disponible|pret)[es]*(?: (?:a|au|aux|par|via|sur|dans|le|la|en|hier|avant|ce|cette|lors|depuis|precedemment|deja)(?![\\p{L}]).{0,100})?$`,
  'u',
);

/** A document of that sort by its name and its version, « DAT v0.3 »: it is elsewhere. */
const alone = new RegExp(`^(?:l[ea]s? |notre |nos )?(?:${own})(?: (?:v|version )?\\d{1,3}(?:\\.\\d{1,3}){0,2}[a-z]?)$`, 'u');

/** The same, and no more than where it lies: « le schéma est dans le DAT », « DAT sur Resana ». */
const lying =
  /^(?:l[ea]s? |notre |nos )?(?:dats?|dag|dal|dae|dex|schemas?(?: d'architecture| technique| reseau)?|dossier d'archi(?:tecture)?(?: technique)?|matrice(?: des flux| de flux)?)(?: \(?v?\d[\d.]{0,6}\)?)? (?:(?:est|sont|se trouve|se trouvent) )?(?:sur|dans|chez) (?!mesure)\p{L}.{0,80}$/u;

/** Where documents are kept, whatever is then said of the place: « DAT sur Resana : espace du projet ». */
const shelf =
  /(?:sur|dans|chez) (?:(?:l[ea]s?|notre|nos|un|une) |l')?(?:resana|osmose|share-?point|confluence|(?:google )?drive|onedrive|nextcloud|teams|wiki|ged|intranet|zimbra|disque|serveur|partage|espace|dats?|dag|dal|dae|dex|ccap|cctp)(?![\p{L}])/u;
/** A repository or a path that is named, what follows a colon, or what an architecture is made of: « schéma sur deux niveaux », « DAT dans org/infra ». */
const telling =
  /: ?[\p{L}\d]|(?<![\p{L}\d/.-])(?!et\/ou)[\w-]{1,40}\/[\w.-]|(?<!\p{L})(?:clusters?|namespaces?|niveaux|tiers|pods?|openshift|kubernetes|k8s|conteneurs?)(?!\p{L})/u;

/** The place alone: « ci-joint », « en PJ », « pièce jointe ». */
const place =
  /^(?:voir |cf )?(?:(?:ci-?(?:joint[es]*|dessous|apres|contre|annexe[es]*)|en (?:pj|pieces? jointes?|annexe)|attached)(?:[ :.!-]|$)|(?:pj|pieces? jointes?|annexes?)(?: (?:n[o°.]{0,2} ?)?\w{1,5})?(?:[:.!-]|$))/;

/** Words beside the path of a file that is on somebody’s machine. */
const BESIDE_A_PATH = 4;

/** True when a clause, as written, only gives a file that is on somebody’s own machine or network share: « DAT : C:\\Users\\… », « file:///… ». */
export function pointsToOwnDisk(text: string): boolean {
  const [path, ...others] = text.match(/(?<![\w:/\\])(?:[a-z]:\\|\\\\[\w-]|file:\/\/)\S{0,1000}/gi) ?? [];
  return (
    path !== undefined &&
    others.length === 0 &&
    text
      .replace(path, ' ')
      .split(/\s+/)
      .filter((word) => /\p{L}/u.test(word)).length <= BESIDE_A_PATH
  );
}

/**
 * True when a clause, made bare, only says where the answer is: « cf. DAT », « voir le document ci-joint », « le schéma est en pièce
 * jointe », « DAT transmis par mail ». Whether the document is there is for its reader to see. The words are those
 * of the clause.
 */
export function pointsElsewhere(bare: string, { length: words }: readonly string[] = bareWords(bare)): boolean {
  if (bare.length > 300 || words > LONGEST) return false;
  if (
    (placing.test(bare) && placed.test(bare)) ||
    sent.test(bare) ||
    (lying.test(bare) && (shelf.test(bare) || !telling.test(bare))) ||
    alone.test(bare) ||
    (words <= SHORT + 2 && place.test(bare))
  )
    return true;
  const [beginning] = pointing.exec(bare) ?? [];
  return beginning !== undefined && (words <= SHORT || document.test(bare.slice(beginning.length).trimStart()));
}
