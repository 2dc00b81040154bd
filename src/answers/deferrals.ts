import { bareWords } from './bare-text.ts';
import { drawn, matter, toCome, type Wording } from './to-come.ts';

/** Words, those of a date apart, beyond which a clause is more than a way to put the answer off. */
const LONGEST = 12;

/** Ways to leave a box unanswered, alone; bare and without spaces, dots and slashes, so that `N / C` and `n.c.` are one. */
const emptyWords: ReadonlySet<string> = new Set(
  'nc nsp tbd tbc tba todo fixme wip idk inconnu noresponse aucunereponse pasdereponse noidea sansreponse pasencore enattente encours encoursderedaction acompleter jjmmaaaa ddmmyyyy yyyymmdd aaaammjj lorem loremipsum azerty qwerty qsdf asdf bla blabla blablabla undefined unknown reponse votrereponse'.split(
    ' ',
  ),
);

/** What one does with an answer that one does not have. */
const find =
  'completer|definir|preciser|renseigner|remplir|determiner|fournir|decider|specifier|estimer|evaluer|arbitrer|rediger|chiffrer|dimensionner|quantifier|communiquer|transmettre|identifier|recruter|nommer|designer|trancher';
/** The same, where the thing itself is not named before: « à créer », but not « application à créer ». */
const findAlone = `${find}|venir|confirmer|valider|affiner|consolider|etudier|ecrire|revoir|voir|faire|fixer|planifier|choisir|creer|instruire|cadrer|clarifier|mesurer|calculer|finaliser|formaliser|documenter|discuter|creuser|approfondir|exprimer|traiter|aborder|expertiser|negocier|produire|demander|reserver|obtenir|recuperer|defined|confirmed|completed|determined|decided|provided|announced|discussed`;
const known =
  'definie?s?|communiquee?s?|connue?s?|renseignee?s?|determinee?s?|precisee?s?|disponibles?|fournie?s?|estimee?s?|decidee?s?|identifiee?s?|evaluee?s?|chiffree?s?|fixee?s?|arretee?s?|dimensionnee?s?|mesuree?s?|quantifiee?s?|finalisee?s?|redigee?s?|etablie?s?|tranchee?s?|exclue?s?|formalisee?s?|documentee?s?|planifiee?s?|known|defined|decided|available';
/** What the answer itself is called while it is being looked for. */
export const work =
  'definition|redaction|reflexion|discussion|decision|reponse|validation|retour|etude|precision|arbitrage|completion|ecriture|elaboration|estimation|chiffrage|cadrage|dimensionnement|finalisation|relecture|instruction|consolidation|analyse|specification|conception|evaluation|concertation|recueil|recensement|designation|recrutement|nomination';
const lacking =
  'dates?(?! (?:impos|butoir|limite|particul|contrai|specif|cle))|idees?|infos?|informations?|visibilite|reponses?|precisions?|decisions?|estimations?|chiffres?|chiffrages?|benchs?|mesures?|etudes?|retours?|recul|certitudes?|(?:plannings?|calendriers?|roadmaps?)(?! (?:impos|contrai|particul|specif))';
/** What one has not done yet to have an answer. */
const thought =
  'traitee?s?|abordee?s?|arbitree?s?|etudiee?s?|reflechie?s?|discutee?s?|examinee?s?|exprimee?s?|instruite?s?|commandee?s?|demandee?s?|choisie?s?|regardee?s?|decidee?s?|tranchee?s?|creusee?s?|pense|recue?s?|obtenue?s?';

/** Who else has the answer. */
const people =
  'prestataires?|titulaires?|moa|moe|amoa|dnum|equipe|architectes?|chef(?:fe)? de projet|metiers?|hebergeurs?|editeurs?|exploitants?|direction|bureau';

/** Up to four words that name what is awaited, none of them a figure. */
const topic = "(?:(?:[\\p{L}'/-]{1,40}|v\\d[\\d.]{0,8}) ){0,4}?(?:(?:est|sont|reste|restent|encore|toujours) ){0,2}";
/** What may follow where a topic came first: when, with whom, or nothing. */
const narrowTail = [
  '(?=$|[ ]?[.;:!?/-]| (?:plus tard|ulterieurement|prochainement|bientot|ensuite|lors|apres|avant|selon|suivant|quand|si|courant|debut|mi|fin|car|faute|merci|svp|asap',
  "|avec (?!une?|des)\\p{L}+|en (?:atelier|reunion|comite|seance|phase|fonction|cours|interne)|d'ici|a (?:ce|l'issue|la suite|partir)|pour (?:le|la|fin|mi|debut)",
  '|par (?:la|le|les|nous|vous|mon|notre))(?![\\p{L}])',
  "| par l'| pour l'| au [tqs]?\\d| le \\d| (?:en|pour) (?:janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec|20))",
].join('');

/** « À définir » and what follows it. */
const toFind = new RegExp(
  `^(?:(?:reste|encore|sera|est|cest|c'est|tout|toujours|element|information|info|point|sujet|besoin|question|volet)s? ){0,3}(?:a|to be) (?:nous |vous |le |la |les )?(?:re)?-?(?:${findAlone})(?<tail>.*)$`,
  'u',
);

const wordings: readonly Wording[] = [
  { holds: 'a be', pattern: new RegExp(`^${topic}(?:a|to be) (?:re)?(?:${find})${narrowTail}`, 'u') },
  {
    holds: 'non pas not',
    pattern: new RegExp(`^${topic}(?:non|pas|pas encore|not) (?:encore |yet )?(?:${known})(?![\\p{L}])${narrowTail}`, 'u'),
  },
  {
    holds: 'inco unkn',
    pattern: new RegExp(
      `^${topic}(?:inconnue?s?|unknown)(?![\\p{L}])(?=$|[ ]?[.;:!?/-]| (?:a ce|pour|actuellement|encore|aujourd|de nous|a date))`,
      'u',
    ),
  },
  {
    holds: 'cour atte prep',
    pattern: new RegExp(`^${topic}(?:en|sous) (?:cours|attente|preparation) ?(?:de |d'|du |des )?(?:${work})s?(?![\\p{L}])`, 'u'),
  },
  // « schéma à venir », but not « refonte du portail à venir en 2028 », which tells what it is.
  { holds: 'veni', pattern: new RegExp(`^(?:(?:[\\p{L}'/-]{1,40}|v\\d[\\d.]{0,8}) ){0,2}?a venir${narrowTail}`, 'u') },
  {
    holds: 'cour prep',
    pattern: new RegExp(`^(?:l[ea]s? |l')?(?:${drawn})(?: [\\p{L}'/-]{1,40}){0,3}? en (?:cours|preparation)(?![\\p{L}])`, 'u'),
  },
  // « procédure à écrire », « commande à passer ».
  {
    holds: 'a be',
    pattern: new RegExp(
      `^(?:l[ea]s? |l')?(?:${drawn})(?: (?:de|d'|des|du) ?[\\p{L}'/-]{1,40})? (?:a|to be) (?:re)?-?(?:${findAlone}|passer|commander|lancer|etablir)${narrowTail}`,
      'u',
    ),
  },
  { holds: 'cour phas atte', pattern: /^en (?:cours|phase|attente) (?:de |d')?\p{L}{4,20}$/u },
  // Handed back to those who ask.
  {
    holds: 'votr vous vos cons lais',
    pattern:
      /^(?:a votre (?:main|convenance|appreciation|choix)|(?:c'est )?a vous de|comme vous (?:voulez|preferez|souhaitez|le sentez)|ce que vous (?:voulez|preconisez|recommandez|proposez|conseillez)|on vous laisse|(?:je|on|nous) (?:vous )?laiss(?:e|ons) (?:[\p{L}']{1,20} ){0,4}?(?:repondre|decider|choisir|completer|voir|determiner|proposer)|(?:selon|suivant) vos (?:conseils|recommandations|preconisations)|conseillez-nous|vous pouvez nous conseiller)(?![\p{L}])/u,
  },
  // With a date, it tells when.
  { holds: 'a', pattern: /^a (?:commander|acheter)$/ },
  {
    holds: 'pas',
    pattern: /^(?:(?:il )?n'y a |il y a |nous n'avons |on n'a |on a |je n'ai |j'ai )?pas encore (?:de |d'|eu |choisi|decide)/,
  },
  {
    holds: 'rien',
    pattern: new RegExp(`^rien (?:de |d'|n'est |n'a ete |n'a encore ete |n'est encore |encore )(?:encore )?(?:${known})(?![\\p{L}])`, 'u'),
  },
  {
    holds: 'vous',
    pattern:
      /^(?:je|on|nous) vous (?:(?:l'|le |la |les |en )?)(?:envoi|enverr|transm|communiqu|fourni|depos|partag|dir|tien|expliqu|presenter|montrer|detailler|precis|reviendr|recontact|ferai|ferons|fera )/,
  },
  { holds: 'on nous', pattern: /^(?:on|nous) (?:fait|fera|ferons|faisons|en) (?:un point|le point|une reunion|parl|discut)/ },
  {
    holds: 'non pas jama ni not',
    pattern: new RegExp(`^(?:non|pas|pas encore|jamais|ni|not) (?:encore |yet )?(?:${known})(?![\\p{L}])`, 'u'),
  },
  {
    holds: 'pas know',
    pattern: /^(?:(?:je|on|nous|l'equipe) )?(?:ne )?(?:sais|sait|savons) pas\b|^(?:i )?(?:do not|don't) know\b/,
  },
  {
    holds: 'aucu pas sans no',
    pattern: new RegExp(
      `^(?:(?:il n'y a |nous n'avons |on n'a |je n'ai )?(?:aucune?|pas (?:de |d'|encore de |encore d'|la |le )|sans|no) ?)(?:${lacking})(?![\\p{L}])`,
      'u',
    ),
  },
  {
    holds: 'cour',
    pattern: new RegExp(`^(?:une? |l'|la |le |les )?(?:${work})s? (?:[\\p{L}']{1,30} ){0,4}?(?:est |sont )?en cours(?![\\p{L}])`, 'u'),
  },
  { holds: 'atte wait', pattern: /^(?:toujours |encore |nous sommes )?(?:en attente|waiting)\b/ },
  // Not « on attend de l’outil que … », nor « nous attendons 3 000 visiteurs ».
  { holds: 'atte', pattern: /^(?:on attend|nous attendons|j'attends)(?=$| (?:l[ea]s?|vos|votre|une?|que|qu)(?![\p{L}])| l')/u },
  // Not « solution en discussion : front Vue et API Java », which tells what is discussed.
  {
    holds: 'disc refl nego arbi conc cons deli',
    pattern:
      /^(?:(?:c'est|encore|toujours|actuellement|sujet|point|besoin|solution) ){0,2}en (?:pleine )?(?:discussion|reflexion|negociation|arbitrage|concertation|consultation|deliberation)s?(?![\p{L}]| ?: ?(?!(?:[\p{L}']{1,20} ){0,4}(?:non|pas|encore|voir|avec|attente)(?![\p{L}]))[\p{L}\d'-]{1,40}(?: [\p{L}\d'-]{1,40}){2})/u,
  },
  { holds: 'revi', pattern: /^(?:je|on|nous) (?:vous )?(?:reviens|revient|revenons|reviendr\p{L}{1,4}) (?:vers|sur|avec)(?![\p{L}])/u },
  { holds: 'dema', pattern: /^(?:l[ae] |une )?demande(?: [\p{L}']{1,20}){0,2} en cours$/u },
  { holds: 'depe', pattern: /^(?:cela|ca|tout) (?:va )?depend(?:ra|re)?(?![\p{L}])/u },
  // « le sujet n’a pas encore été abordé », « certificat non commandé ».
  {
    holds: 'non pas jama',
    pattern: new RegExp(
      `^(?:(?:je|nous|on|l'equipe) (?:ne |n')(?:y |l'|l[ea]s? |en )?(?:ai|avons|a) |${matter}(?:(?:n'(?:a|ont|est|sont)|est|sont) )?)(?:non|pas|pas encore|jamais) (?:encore )?(?:ete )?(?:${thought})(?![\\p{L}]| ?[:(])`,
      'u',
    ),
  },
  {
    holds: 'seco deux tard ulte proc',
    pattern: new RegExp(`^${matter}(?:dans un (?:second|deuxieme) temps|plus tard|ulterieurement|prochainement)$`, 'u'),
  },
  ...toCome,
  {
    holds: 'tran comm prec comp enve depo revi defi part',
    pattern:
      /^(?:(?:nous|on|je|l'equipe|l'architecte) )?(?:(?:vous|le|la|les|y) |l'){0,2}(?:transmettr|communiquer|preciser|completer|enverr|deposer|reviendr|definir|partager)(?:ons|a|ai|ont)\b/,
  },
  // « le prestataire complétera », « la MOA doit nous répondre », « je joins le schéma demain ».
  {
    holds: 'comp prec four dira repo doit tran join suiv parv',
    pattern: new RegExp(
      `^(?:l[ea]s? |l'|notre |nos )?(?:${people})(?: [\\p{L}'-]{1,20}){0,2} (?:(?:vous |nous |le |la |les |y |l')?(?:completer|preciser|repondr|dir|fournir|transmettr)(?:a|ont)|(?:doi(?:t|vent)|v(?:a|ont)) (?:nous |vous |le |la |les |y |l')*(?:repondre|dire|preciser|confirmer|trancher|completer|fournir))(?![\\p{L}])`,
      'u',
    ),
  },
  {
    holds: 'join suiv parv',
    pattern:
      /^(?:je|on|nous) (?:vous )?(?:(?:le |la |les |l')?(?:joins|joint|joignons|joindr\p{L}+)|(?:(?:le |la |les |l')?(?:fais|faisons|ferai|ferons) (?:suivre|parvenir)))(?![\p{L}])/u,
  },
  // « la DNUM nous dira »: somebody else will tell.
  {
    holds: 'nous vous',
    pattern:
      /^(?:[\p{L}'/-]{1,40} ){1,4}(?:nous|vous) (?:(?:l[ea]s? |l'|en )?)(?:dir|precis|confirmer|communiquer|repondr|trancher|tiendr)(?:a|ont|era|eront)(?![\p{L}])/u,
  },
  { holds: 'todo tbd tbc fixm wip', pattern: /^(?:todo|tbd|tbc|fixme|wip)\b/ },
  {
    holds: 'voir revo',
    pattern:
      /^(?:c'est )?(?:a )?(?:re)?voir (?:avec|en (?:atelier|reunion|comite|point|visio|cours|interne|phase)|lors|plus tard|ulterieurement|cote|apres)\b/,
  },
  {
    holds: 'verr tard late refl etud ulte proc bien comi',
    pattern:
      /^(?:on verra|nous verrons|plus tard|later|en reflexion|a l'etude|ulterieurement|prochainement|bientot disponibles?|coming soon)(?: |$)/,
  },
  { holds: 'dema rapp voir', pattern: /^(?:(?:il faut|nous devons|je dois|on doit) )?(?:demander a|se rapprocher d|voir avec)/ },
];

/** « Questions à traiter par les agents », « formulaire à remplir par les usagers »: what people do with an application, not what its project has left to do. */
const leftToPeople =
  /^(?!a )(?:[\p{L}'/-]{1,40} ){1,5}a (?:traiter|instruire|valider|etudier|remplir|completer|renseigner|produire|fournir|creer|confirmer) par (?:l[ea]s? |l'|des |une? |chaque )(?:agents?|usagers?|citoyens?|prefectures?|prefets?|instructeurs?|gestionnaires?|services? instructeurs?|mairies?|communes?|policiers?|gendarmes?|pompiers?|demandeurs?|administres?|candidats?|electeurs?|elus?|beneficiaires?|associations?)(?![\p{L}])/u;

/** The wordings by the words that they hold: most clauses hold none, and few wordings are tried on the others. */
const byWord: ReadonlyMap<string, readonly Wording[]> = Map.groupBy(
  wordings.flatMap((wording) => wording.holds.split(' ').map((word) => ({ ...wording, holds: word }))),
  ({ holds }) => holds,
);

/**
 * True when a clause, made bare, puts its answer off or says that nobody knows it: « À compléter », « schéma à venir », « non estimé à ce
 * stade », « le DAT sera transmis », « TODO », « n/c », « xxx », or nothing at all. A date in it does not matter. `words` are those of the clause.
 */
export function putsOff(bare: string, words: readonly string[] = bareWords(bare)): boolean {
  const squeezed = squeeze(bare);
  if (squeezed === '' || emptyWords.has(squeezed) || /^x{2,}$/.test(squeezed)) return true;
  if (bare.length > 200 || (words.length > LONGEST && words.filter((word) => !/^\d/.test(word)).length > LONGEST)) return false;
  if (leftToPeople.test(bare)) return false;
  return isToFind(bare, words) || words.some((word) => byWord.get(word.slice(0, 4))?.some(({ pattern }) => pattern.test(bare)) === true);
}

/** Without spaces, dots and slashes. */
export function squeeze(bare: string): string {
  return bare.replaceAll(/[ ./]/g, '');
}

/** What may follow « à définir » at the beginning of a clause: not what is being defined, unless it is when and with whom. */
const tails =
  /^(?:$|[ ]?[.,;:!?(/-]| (?:plus tard|ulterieurement|prochainement|bientot|avec|par|en|dans|lors|apres|avant|selon|suivant|quand|si|asap|svp|merci|pour|pendant|sur|cote|au|aux|a|d'ici|le|ensemble|et|ou|encore|courant|debut|mi|fin|chez|aupres|entre|vers|des|with|by|later|after|before|when|next|[tqs]?\d)(?![\p{L}]))/u;

function isToFind(bare: string, words: readonly string[]): boolean {
  if (!words.includes('a') && !words.includes('be')) return false;
  const tail = toFind.exec(bare)?.groups?.['tail'];
  return tail !== undefined && tails.test(tail) && !/:.*[a-z].* .*[a-z]/.test(tail);
}
