import { bareText } from './bare-text.ts';
import { technologies } from './technologies.ts';

/** Who signs certificates, how often, with what: bare. */
const authorities =
  /^(?:letsencrypt|certigna|certinomis|chambersign|digicert|sectigo|globalsign|gandi|igc|cert-manager|acme|harica|keynectis|plateforme|hebergeur|titulaire|prestataire|operateur)$/;
const frequencies =
  /^(?:quotidien|journalier|hebdomadaire|hebdo|mensuel|trimestriel|annuel|nocturne|horaire|continu|biquotidien|bimensuel|pluriquotidien|temps-reel|daily|weekly|hourly)(?:ne|le|e|s|nes|les|es)*$/;
const tools =
  /^(?:velero|barman|restic|borg|rsync|pgbackrest|pg_?dump|mysqldump|mongodump|wal-?g|cnpg|cloudnativepg|kopia|veeam|snapshots?)$/;
const product = new RegExp(`^(?:${technologies})$`);

/** Words that hold a capital or stand alone and name nothing. */
const vague =
  /^(?:standards?|classiques?|normal(?:e|es)?|usuel(?:le)?s?|simples?|moyen(?:ne)?s?|faibles?|importante?s?|necessaires?|obligatoires?|possibles?|prevu(?:e|s|es)?|existante?s?|idem|wildcard|web|tls|ssl|https?|dns|dat|pca|pra|rpo|rto|bdd|sgbd|api|ssi|moa|moe|application|appli|projet|portail|site|technique|description|architecture|schema|certificat|sauvegarde|backup)$/;

/** What a word that is a whole answer says: a thing that answers, perhaps one, or nothing. */
export type WordSense = 'names' | 'may-name' | 'vague';

/** Reads a word alone: a product, a tool, an authority or a frequency answers, and so does what is written as names are (« WordPress », « DNUM »). */
export function senseOfWord(written: string): WordSense {
  const bare = bareText(written);
  if (authorities.test(bare) || frequencies.test(bare) || tools.test(bare)) return 'names';
  if (vague.test(bare)) return 'vague';
  if (product.test(bare)) return 'names';
  const word = written.replaceAll(/[^\p{L}\p{N}]/gu, '');
  return /\p{Ll}\p{Lu}|\p{Lu}{2}.*\p{Ll}|\d/u.test(word) || /^\p{Lu}{2,6}$/u.test(word) ? 'names' : 'may-name';
}
