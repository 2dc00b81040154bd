/** What follows a figure that counts: « 2000 req/s », « 1500 connexions », « 300 000 appels ». Nouns in the plural: « 443 appel du référentiel » gives a port. */
const counted =
  /^(?:[ \u00a0\u202f.]\d{3}(?!\d))*[ \u00a0\u202f]{0,2}(?:req(?:u[êe]tes)?|appels|acc[èe]s\s(?:par|simultan)|connexions|sessions|transactions|utilisateurs|usagers|agents|clients|messages|mails|courriels|fichiers|documents|dossiers|pages|lignes|enregistrements|[ée]v[ée]nements|fois|pods|r[ée]plicas|instances|serveurs|machines|n[œo]e?uds|postes|sites|personnes|[kmgt]i?[ob]|octets|[kmg]bit|ms|sec(?:ondes?)?|min(?:utes?)?|h(?:eures?)?|j(?:ours?)?|semaines?|mois|ans?|%|€|tps|rps|qps|hits|threads|vcpu)(?![\p{L}\d])/iu;
const decimal = /^,\d{1,3}\s?(?:%|ms|s\b|[kmgt]i?o\b)/i;
const countedByTime =
  /^(?:[ \u00a0\u202f]\d{3}(?!\d))*[ \u00a0\u202f]{0,2}\p{L}{2,20}(?:\s?\/\s?|\spar\s)(?:s|sec|seconde|mn|min|minute|h|heure|j|jour|semaine|mois|an)(?!\p{L})/iu;

/** What precedes a figure that numbers something else than a port: « VLAN 20 », « lot 12 », « T2 2027 ». */
const numbered =
  /(?:\b(?:vlan|lot|[ée]tape|phase|version|ligne|article|chapitre|niveau|tranche|site|[ée]tage|ticket|sprint|semaine)\s(?:n[°ºo]\s?)?|§\s?)$/i;
const product =
  /\b(?:postgres(?:ql)?|pg|oracle|mysql|mariadb|mongo(?:db)?|redis|kafka|elastic(?:search)?|java|jdk|php|python|node|rhel|debian|ubuntu|centos|rocky|windows|server|tomcat|angular|tls)\s$/i;
const beforeYear =
  /(?:\b(?:depuis|en|fin|d[ée]but|courant|de|janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre|[tsq][1-4]|server)\s)$/i;

/** Years that a project plans for; 2049 (NFS) and those before are ports as well. */
const plannedYear = /^20(?:2[4-9]|3\d)$/;

/** « 24/7 », « 12/03 », « 12/03/2027 », « 03/2027 », and a single figure. */
const dateOrRatio = /^\d(?:\/\d{1,2})?$|^\d\d\/\d{1,2}$|^\d{1,2}\/\d{1,2}\/(?:20)?\d\d$|^(?:0?\d|1[0-2])\/20\d\d$/;

/**
 * True for a figure that counts or numbers something else than ports, judging by the text around it: « 2 appels par seconde », « 24/7 », « depuis 2024 »,
 * « PostgreSQL 15 ». Whoever wrote « port » before it decides otherwise.
 */
export function isOtherFigure(word: string, before: string, after: string): boolean {
  if (!/^\d/.test(word)) return false;
  if (dateOrRatio.test(word)) return true;
  if (!/^\d+$/.test(word)) return false;
  return (
    counted.test(after) ||
    decimal.test(after) ||
    countedByTime.test(after) ||
    numbered.test(before) ||
    (word.length < 3 && product.test(before)) ||
    plannedYear.test(word) ||
    (/^20\d\d$/.test(word) && beforeYear.test(before))
  );
}

/** True where « port » calls the figure that follows, alone or in a list: « ports 80, 443 et », « port n° ». */
export function isCalledPort(before: string): boolean {
  return /\bports?(?:\(s\))?\W{0,3}(?:n[°ºo]s?\W{0,2})?(?:(?:tcp|udp)\W{0,3})?(?:\d{1,5}(?:\s?[-–/à]\s?\d{1,5})?(?:\/(?:tcp|udp))?(?:\s{0,2}(?:[,;/&+]|et|ou)\s{0,2}(?:n[°ºo]\s?)?|\s))*$/i.test(
    before,
  );
}
