import { describe, expect, it } from 'vitest';
import type { Flow } from '../../../src/flows/reading/flow.ts';
import { destinationText } from '../../../src/flows/reading/flow-text.ts';
import { portsText } from '../../../src/flows/reading/ports.ts';
import { readFlows } from '../../../src/flows/reading/read-flows.ts';
import { sentenceText } from '../../../src/words/sentence.ts';

/** `source > destination (addresses) protocol ports : justification`. */
function shown(flow: Flow): string {
  const { source, protocol, ports, justification } = flow;
  const from = source === null ? '' : `${source} > `;
  const at = ports.length === 0 ? '' : ` ${portsText(ports)}`;
  return `${from}${destinationText(flow)} ${protocol}${at}${justification === null ? '' : ` : ${justification}`}`;
}

/** What is written, the flows that are read in it, and what is said of the rest (« note : » where it blocks nothing). */
type Row = readonly [text: string, flows: readonly string[], told?: readonly string[]];

const kinds: Readonly<Record<string, readonly Row[]>> = {
  colonnes: [
    ['Adresse source;Adresse destination;Port;Protocole\n10.1.1.1;10.2.2.2;443;TCP', ['10.1.1.1 > 10.2.2.2 tcp 443']],
    [
      'Cluster/Composant source,Cluster/Composant cible,Protocole,Port cible,Description\nfront/nginx,back/api.exemple.mi,TCP,8443,appel',
      [],
      ['la ligne 2 ne nomme pas de destination : « front/nginx,back/api.exemple.mi,TCP,8443,appel »'],
    ],
    [
      '| Source | Port source | Destination | Port destination | Protocole |\n|---|---|---|---|---|\n| app | 1024-65535 | ldap.exemple.mi | 636 | TCP |',
      ['app > ldap.exemple.mi tcp 636'],
      ['note : le tableau de la ligne 1 donne des ports source : seuls les ports de destination sont suivis'],
    ],
    ['Nom;Adresse IP;Port\nldap.exemple.mi;10.1.1.1;636', ['ldap.exemple.mi (10.1.1.1) tcp 636']],
    [
      '#,Source,Destination,Port(s),Proto\n1,VLAN 20,ad-dc01.exemple.mi,"53, 88, 389",TCP',
      ['VLAN 20 > ad-dc01.exemple.mi tcp 53, 88, 389'],
    ],
    ['Serveur source;Serveur cible;Port\napp01.mi;db01.mi;5432', ['app01.mi > db01.mi tcp 5432']],
    ['@IP source;@IP destination;Port\n10.1.1.1;10.2.2.2;443', ['10.1.1.1 > 10.2.2.2 tcp 443']],
    ['IP src,IP dst,Port dst,Proto\n10.1.1.1,10.2.2.2,443,tcp', ['10.1.1.1 > 10.2.2.2 tcp 443']],
    ['Hôte source\tHôte cible\tPort\napp\tldap.exemple.mi\t636', ['app > ldap.exemple.mi tcp 636']],
    ['FQDN source;FQDN destination;Ports\napp.mi;ldap.mi;389, 636', ['app.mi > ldap.mi tcp 389, 636']],
    ['URL source;URL cible\nhttps://app.mi;https://api.mi/v1', ['https://app.mi > api.mi tcp 443']],
    ['Émetteur;Récepteur;Port\napp;smtp.mi;25', ['app > smtp.mi tcp 25']],
    ['Client;Serveur;Port\napp;smtp.mi;25', ['app > smtp.mi tcp 25']],
    ['De;Vers;Port\napp;smtp.mi;25', ['app > smtp.mi tcp 25']],
    ['From,To,Port\napp,smtp.mi,25', ['app > smtp.mi tcp 25']],
    ['Origine;Destination;N° port\napp;smtp.mi;25', ['app > smtp.mi tcp 25']],
    [
      '| Ip Source | Port source | Ip Destination | Port destination |\n|---|---|---|---|\n| 10.1.1.1 | * | 10.2.2.2 | 443 |',
      ['10.1.1.1 > 10.2.2.2 tcp 443'],
      ['note : le tableau de la ligne 1 donne des ports source : seuls les ports de destination sont suivis'],
    ],
    ['Source;Masque source;Destination;Masque;Port\n10.1.0.0;255.255.0.0;10.2.0.0;255.255.0.0;443', ['10.1.0.0 > 10.2.0.0/16 tcp 443']],
    ['N°;Nom destination;IP destination;Port destination;Service\n1;ldap.mi;10.1.1.1;636;LDAPS', ['ldap.mi (10.1.1.1) tcp 636']],
    ['IP destination;Nom;Port\n10.1.1.1;ldap.mi;636', ['ldap.mi (10.1.1.1) tcp 636']],
    ['Destination;Port / Protocole\nldap.mi;636/TCP', ['ldap.mi tcp 636']],
    ['Destination;Protocole/Service\nldap.mi;TCP/636', ['ldap.mi tcp 636']],
    ['Destination;Port;Contact\nldap.mi;636;jean.exemple@exemple.fr', ['ldap.mi tcp 636']],
    [
      'Destination;Port;Référence\nldap.mi;636;https://jira.exemple.fr/browse/X-1',
      ['ldap.mi tcp 636'],
      ['note : la ligne 2 nomme aussi « https://jira.exemple.fr/browse/X-1 », qui n’est dans aucun flux : écrivez un flux par ligne'],
    ],
    ['id;Destination;Port;Justification\n12;ldap.mi;636;annuaire', ['ldap.mi tcp 636 : annuaire']],
    ['| # | Destination | Port |\n|---|---|---|\n| 1 | ldap.mi | 636 |', ['ldap.mi tcp 636']],
    ['Machine émettrice,Machine destinataire,Port,Protocole\napp01.mi,db01.mi,5432,TCP', ['app01.mi > db01.mi tcp 5432']],
    ['Zone source;Source;Zone destination;Destination;Port\nDMZ;app;LAN;db01.mi;5432', ['app > db01.mi tcp 5432']],
    [
      'Source IP;Source Port;Destination IP;Destination Port;Protocol\n10.1.1.1;any;10.2.2.2;443;TCP',
      ['10.1.1.1 > 10.2.2.2 tcp 443'],
      ['note : le tableau de la ligne 1 donne des ports source : seuls les ports de destination sont suivis'],
    ],
    ['Env.;Vers;Port(s);Usage\nprod;ldap.mi;636;annuaire', ['prod > ldap.mi tcp 636 : annuaire']],
    ['Nom | IP | Port\n--- | --- | ---\nldap.mi | 10.1.1.1 | 636', ['ldap.mi (10.1.1.1) tcp 636']],
    [
      'N° ordre,Destination,Port,Remarque\n1,ldap.mi,636,annuaire\n2,smtp.mi,25,mail',
      ['ldap.mi tcp 636 : annuaire', 'smtp.mi tcp 25 : mail'],
    ],
    ['Ligne;Hôte;Port\n1;ldap.mi;636', ['ldap.mi tcp 636']],
    ['Destination;Flux\napi.exemple.fr;HTTPS 443', ['api.exemple.fr tcp 443 : HTTPS 443']],
    [
      'Destination;Port;Note\napi.exemple.fr;443;remplace old.exemple.fr',
      ['api.exemple.fr tcp 443'],
      ['note : la ligne 2 nomme aussi « old.exemple.fr », qui n’est dans aucun flux : écrivez un flux par ligne'],
    ],
    [
      'Destination;Port;Justification\napi.exemple.fr;443;appelle aussi b.exemple.fr',
      ['api.exemple.fr tcp 443 : appelle aussi b.exemple.fr'],
    ],
  ],
  'tableaux et listes en HTML': [
    [
      '<table><tr><th>Destination</th><th>Port</th></tr><tr><td>a.exemple.fr</td><td>443</td></tr><tr><td>b.exemple.fr</td><td>25</td></tr></table>',
      ['a.exemple.fr tcp 443', 'b.exemple.fr tcp 25'],
    ],
    [
      '<table>\n<tr><th>Source</th><th>Destination</th><th>Port</th></tr>\n<tr><td>app</td><td>a.exemple.fr</td><td>443</td></tr>\n<tr><td>app</td><td>b.exemple.fr</td><td>25</td></tr>\n</table>',
      ['app > a.exemple.fr tcp 443', 'app > b.exemple.fr tcp 25'],
    ],
    [
      '<table><tr><td>a.exemple.fr</td><td>443</td></tr><tr><td>b.exemple.fr</td><td>25</td></tr></table>',
      ['a.exemple.fr tcp 443', 'b.exemple.fr tcp 25'],
    ],
    ['<ul><li>a.exemple.fr 443</li><li>b.exemple.fr 25</li></ul>', ['a.exemple.fr tcp 443', 'b.exemple.fr tcp 25']],
    [
      '<table><thead><tr><th>Adresse source</th><th>Adresse cible</th><th>Port</th></tr></thead><tbody><tr><td>10.1.1.1</td><td>10.2.2.2</td><td>443</td></tr></tbody></table>',
      ['10.1.1.1 > 10.2.2.2 tcp 443'],
    ],
    ['<p>a.exemple.fr 443</p><p>b.exemple.fr 25</p>', ['a.exemple.fr tcp 443', 'b.exemple.fr tcp 25']],
  ],
  'variables d’environnement': [
    ['SMTP_HOST=smtp.exemple.mi', ['smtp.exemple.mi tcp : SMTP_HOST']],
    ['HTTPS_PROXY=http://proxy.exemple.mi:3128', ['proxy.exemple.mi tcp 3128 : HTTPS_PROXY']],
    ['SMTP_HOST=smtp.exemple.mi\nSMTP_PORT=587', ['smtp.exemple.mi tcp 587 : SMTP_HOST']],
    ['DB_PORT=5432\nDB_HOST=db.exemple.mi\nDB_USER=app', ['db.exemple.mi tcp 5432 : DB_HOST']],
    ['spring.datasource.url=jdbc:postgresql://db.exemple.mi:5432/app', ['db.exemple.mi tcp 5432 : spring datasource url']],
    ['export HTTPS_PROXY="http://proxy.exemple.mi:3128"', ['proxy.exemple.mi tcp 3128 : HTTPS_PROXY']],
    ['- name: API_URL\n  value: https://api.exemple.fr', ['api.exemple.fr tcp 443 : API_URL']],
    ['API_URL: https://api.exemple.fr', ['api.exemple.fr tcp 443 : API_URL']],
    ['NO_PROXY=.exemple.mi,localhost', [], ['la ligne 1 ne nomme pas de destination : « NO_PROXY=.exemple.mi,localhost »']],
    ['REDIS_URL="redis://redis.exemple.mi:6379/0"', ['redis.exemple.mi tcp 6379 : REDIS_URL']],
    ['LDAP_SERVER=ldap.exemple.mi\nLDAP_PORT=636\nLDAP_BASE_DN=dc=exemple', ['ldap.exemple.mi tcp 636 : LDAP_SERVER']],
    [
      'KAFKA_BROKERS=k1.exemple.mi:9092,k2.exemple.mi:9092',
      ['k1.exemple.mi tcp 9092 : KAFKA_BROKERS', 'k2.exemple.mi tcp 9092 : KAFKA_BROKERS'],
    ],
    ['MAIL_HOST=mailhog', [], ['la ligne 1 ne nomme pas de destination : « MAIL_HOST=mailhog »']],
  ],
  'blocs de lignes': [
    ['Annuaire X\nhôte : ldap.exemple.mi\nport : 636', ['ldap.exemple.mi tcp 636 : Annuaire X']],
    [
      'sentry.incubateur.net:443 (HTTPS) — remontée d’erreurs\ns3.gra.io.cloud.ovh.net 443 : PJ',
      ['sentry.incubateur.net tcp 443 : remontée d’erreurs', 's3.gra.io.cloud.ovh.net tcp 443 : PJ'],
    ],
    ['Composant appelant;Composant appelé;Port\nfront;api.mi;443', ['front > api.mi tcp 443']],
    ['| ldap.mi | 636 |\n|---|---|\n| smtp.mi | 25 |', ['ldap.mi tcp 636', 'smtp.mi tcp 25']],
    [
      'Annuaire X\nhôte : ldap.exemple.mi\nport : 636\n\nMessagerie\nhôte : smtp.exemple.mi\nport : 25',
      ['ldap.exemple.mi tcp 636 : Annuaire X', 'smtp.exemple.mi tcp 25 : Messagerie'],
    ],
    ['Annuaire\nPort : 636\nHôte : ldap.exemple.mi', ['ldap.exemple.mi tcp 636 : Annuaire']],
    ['Contact : support@exemple.fr\napi.exemple.fr 443', ['api.exemple.fr tcp 443']],
    ['Composant client;Composant serveur;Port\nfront;api.mi;8080', ['front > api.mi tcp 8080']],
    ['Hôte : a.exemple.fr\nPort : 443\nHôte : b.exemple.fr\nPort : 25', ['a.exemple.fr tcp 443', 'b.exemple.fr tcp 25']],
    [
      'api.exemple.fr\n  Usage : référentiel\n  Contact : support.exemple.fr',
      ['api.exemple.fr tcp : référentiel'],
      ['la ligne 3 nomme aussi « support.exemple.fr », qui n’est dans aucun flux : écrivez un flux par ligne'],
    ],
  ],
};

describe.each(Object.entries(kinds))('%s', (_, rows) => {
  it.each(rows.map(([text, flows, told = []]) => ({ text, flows, told })))('$text', ({ text, flows, told }) => {
    const { flows: read, problems, notes } = readFlows(text, 'mi');
    expect(read.map(shown)).toEqual(flows);
    expect([
      ...problems.map(({ because }) => sentenceText(because)),
      ...notes.map(({ because }) => `note : ${sentenceText(because)}`),
    ]).toEqual(told);
  });
});
