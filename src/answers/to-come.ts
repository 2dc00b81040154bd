import { documentsAwaited } from './documents.ts';
import { months } from './months.ts';

/** A way to put an answer off. A clause is one only if it holds one of `holds`: whole words, of which the first four letters are enough. */
export interface Wording {
  readonly holds: string;
  readonly pattern: RegExp;
}

/** What is drawn or written for an answer. */
export const drawn =
  'procedures?|processus|strategie|politique|commandes?|schemas?|dats?|documents?|dossier|descriptions?|diagrammes?|liste|planning|volumetries?|chiffres?|estimations?|architecture';

const named = "(?: [\\p{L}'/-]{1,40})";
const few = "(?:[\\p{L}']{1,30} ){0,2}?";
const later = '(?:sera|seront|va etre|vont etre|doit etre|doivent etre|devrait etre|reste a etre|will be)';

/** What an answer is called, or a part of it: what is said of it is no answer, where the same words about anything else tell what the project does. */
const matters = `${drawn}|${documentsAwaited}|besoins?|points?|sujets?|questions?|reponses?|elements?|informations?|infos?|details?|precisions?|modalites?|frequences?|retention|duree|perimetre|cible|solution|choix|plan|noms?|domaines?|urls?|dns|certificats?|ressources?|dimensionnement|quotas?|environnements?|dates?|calendrier|echeances?|jalons?|contacts?|referents?|responsables?|chef(?:fe)?|depots?|repos?|liens?|nombre|volumes?|taille|niveau|tout|reste|suite|cela|ca|ceci|ce|it|this`;
/** What is named before it is said not to be there, with the space behind it; nothing at all will do. */
export const matter = `(?:(?:l[ea]s? |l'|une? |des |ce |cette |ces |notre |nos |le reste d)?(?:${matters})(?![\\p{L}])${named}{0,5}? )?(?:vous |nous )?`;

/** What is done to an answer that one does not have. */
const done =
  'transmise?s?|communiquee?s?|precisee?s?|definie?s?|completee?s?|determinee?s?|deposee?s?|envoyee?s?|partagee?s?|renseignee?s?|redigee?s?|confirmee?s?|arretee?s?|fixee?s?|estimee?s?|chiffree?s?|decidee?s?|annoncee?s?|produite?s?|etablie?s?|provided|shared|sent|defined';
/** The same, of what other things undergo too. */
const studied =
  'vue?s?(?= (?:avec|ensemble|en|lors|plus|ulterieurement|pendant))|etudiee?s?|affinee?s?|exprimee?s?|apportee?s?|donnee?s?|demandee?s?|traitee?s?|abordee?s?|arbitree?s?|discutee?s?|evaluee?s?|analysee?s?|instruite?s?|livree?s?|finalisee?s?|choisie?s?|validee?s?|tranchee?s?';
const handed = 'fournie?s?|ajoutee?s?|jointe?s?|disponibles?|prete?s?|donnee?s?|available';

/** « T2 », « 3e trimestre »; not « S3 », where files are stored. */
const quarter = '(?!s3(?!\\d))[tqs]?\\d';
const moments = `plus tard|ulterieurement|prochainement|bientot|ensuite|lors d|apres|avant|quand|courant|debut|mi|fin|d'ici|a (?:l'issue|la suite|partir)|avec (?:vous|nous|(?:l[ea] |l'|notre )(?:moa|moe|amoa|dnum|dsi|metier|hebergeur|prestataire|titulaire|equipe|exploitant|editeur|plateforme|service team))(?![\\p{L}])|en (?:atelier|reunion|comite|seance)|au ${quarter}|le \\d|dans un|(?:en|pour) (?:(?:${months})(?![\\p{L}])|20)`;

/** When, and nothing else: what is then done is told by what follows. */
const when = `(?=$|[ ]?[.;:!?/-]| (?:${moments}))`;
/** The same for what is studied with the Service Team, which takes the time of a project. */
const whenStudied = `(?=$|[ ]?[.;:!?/-]| (?:${moments}|(?:pendant|durant|ensemble|demain|cette|des que|par la suite|en (?:cours|phase|interne|amont)|dans le cadre|au (?:cours|demarrage|lancement|moment|plus)|dans l[ae]s? (?:prochaine?s?|suite)|l[ae] (?:semaine|mois) prochaine?|a la service team)(?![\\p{L}])))`;

/** Whom a project sends things to: « seront transmis au tribunal », not « transmis à la Service Team », « au T2 ». */
const elsewhere = `(?! (?:aux(?! (?:services? )?team)|au (?!plus|cours|moment|lancement|demarrage|support|${quarter})|entre |en (?:mairie|(?:sous-)?prefecture)|chaque |a (?:l[ae] |l'|une? |chaque )(?!fin|suite|issue|rentree|service team|equipe|reunion)))`;
/** Whom an application hands things to. */
const toPeople =
  "(?! (?:au (?:domicile|guichet)|aux (?!services? team|equipes?)|a (?:l[ae] |l'|une? |chaque )(?:usager|agent|demandeur|citoyen|personne|interesse|prefecture|mairie|tribunal)))";

/** What is told of an answer in the future: « le DAT sera transmis », « le besoin sera exprimé plus tard »; but not « les demandes seront transmises aux préfectures », which tells what an application does. */
export const toCome: readonly Wording[] = [
  {
    holds: 'sera sero va vont doit doiv devr rest will',
    pattern: new RegExp(`^${matter}${later} ${few}(?:${done})(?![\\p{L}])${elsewhere}`, 'u'),
  },
  {
    holds: 'sera sero va vont doit doiv devr rest will',
    pattern: new RegExp(`^${matter}${later} ${few}(?:${studied})(?![\\p{L}])${whenStudied}`, 'u'),
  },
  {
    holds: 'sera sero va vont doit doiv devr rest will',
    pattern: new RegExp(`^(?:[\\p{L}'/-]{1,40} ){0,6}?${later} ${few}(?:${done})${when}`, 'u'),
  },
  {
    holds: 'sera sero will',
    pattern: new RegExp(`^(?:[\\p{L}'/-]{1,40} ){0,6}?(?:sera|seront|will be) ${few}(?:${handed})${when}(?! par )`, 'u'),
  },
  // « le certificat sera fourni par la DNUM » says who; « le schéma sera fourni par l’architecte » does not say what.
  {
    holds: 'sera sero will',
    pattern: new RegExp(
      `^(?:l[ea]s? |l'|une? )?(?:${drawn}|${documentsAwaited})${named}{0,4}? (?:sera|seront|will be) ${few}(?:${handed}|livree?s?|remise?s?|finalisee?s?|etablie?s?)(?![\\p{L}])${toPeople}`,
      'u',
    ),
  },
];
