import { describe, expect, it } from 'vitest';
import type { Flow } from '../../../src/flows/reading/flow.ts';
import { destinationText } from '../../../src/flows/reading/flow-text.ts';
import { portsText } from '../../../src/flows/reading/ports.ts';
import { readFlows } from '../../../src/flows/reading/read-flows.ts';
import { sentenceText } from '../../../src/words/sentence.ts';
import { officeFlows } from './office-flows.ts';
import { type FlowRow, unseenFlows } from './unseen-flows.ts';

/** `source > destination (addresses) protocol ports : justification`. */
function shown(flow: Flow): string {
  const { source, protocol, ports, justification } = flow;
  const from = source === null ? '' : `${source} > `;
  const at = ports.length === 0 ? '' : ` ${portsText(ports)}`;
  return `${from}${destinationText(flow)} ${protocol}${at}${justification === null ? '' : ` : ${justification}`}`;
}

const document = (line: number) =>
  `la ligne ${line} renvoie à un document ou à une image, dont les flux ne peuvent pas être suivis : écrivez un flux par ligne, ou collez le tableau`;

const kinds: Readonly<Record<string, readonly FlowRow[]>> = {
  'plusieurs machines par ligne': [
    [
      'API Adresse : api-adresse.data.gouv.fr, API Entreprise : entreprise.api.gouv.fr',
      ['api-adresse.data.gouv.fr tcp : API Adresse', 'entreprise.api.gouv.fr tcp : API Entreprise'],
    ],
    [
      'ldap1.exemple.mi:636 (principal), ldap2.exemple.mi:636 (secours)',
      ['ldap1.exemple.mi tcp 636 : principal', 'ldap2.exemple.mi tcp 636 : secours'],
    ],
    [
      'a.exemple.fr (recette) et b.exemple.fr (production), port 443',
      ['a.exemple.fr tcp 443 : recette', 'b.exemple.fr tcp 443 : production'],
    ],
    ['auth.exemple.fr en 443, Vault (vault.exemple.fr:8200)', ['auth.exemple.fr tcp 443', 'vault.exemple.fr tcp 8200 : Vault']],
    ['a.mi:636;b.mi:25', ['a.mi tcp 636', 'b.mi tcp 25']],
    [
      'FranceConnect (fcp.integ01.dev-franceconnect.fr et app.franceconnect.gouv.fr) 443',
      ['fcp.integ01.dev-franceconnect.fr tcp 443 : FranceConnect', 'app.franceconnect.gouv.fr tcp 443 : FranceConnect'],
    ],
    [
      'Annuaire : ldap.exemple.mi:636 ; Messagerie : smtp.exemple.mi:25 ; Supervision : zabbix.exemple.mi:10051',
      ['ldap.exemple.mi tcp 636 : Annuaire', 'smtp.exemple.mi tcp 25 : Messagerie', 'zabbix.exemple.mi tcp 10051 : Supervision'],
    ],
    [
      'Annuaire : ldap.exemple.mi, Messagerie : smtp.exemple.mi 25',
      ['ldap.exemple.mi tcp : Annuaire', 'smtp.exemple.mi tcp 25 : Messagerie'],
    ],
    [
      'API X (api.exemple.fr:443), SFTP (sftp.exemple.fr:22) et base (db.exemple.mi:5432)',
      ['api.exemple.fr tcp 443 : API X', 'sftp.exemple.fr tcp 22', 'db.exemple.mi tcp 5432 : base'],
    ],
    [
      'L’application interroge l’annuaire ldap.exemple.mi en LDAPS, puis dépose ses fichiers sur sftp.exemple.mi port 22.',
      ['ldap.exemple.mi tcp 636 : L’application interroge l’annuaire', 'sftp.exemple.mi tcp 22 : dépose ses fichiers sur'],
    ],
    ['app.exemple.mi appelle api.exemple.mi:8443', ['app.exemple.mi > api.exemple.mi tcp 8443']],
    [
      'app -> a.exemple.fr:443 (référentiel), batch -> b.exemple.fr:22 (dépôt)',
      ['app > a.exemple.fr tcp 443 : référentiel', 'batch > b.exemple.fr tcp 22 : dépôt'],
    ],
    ['TCP 443 a.exemple.fr, TCP 25 b.exemple.fr', ['a.exemple.fr tcp 443', 'b.exemple.fr tcp 25']],
    ['api.exemple.fr:443 remplace old.exemple.fr:80', ['api.exemple.fr tcp 443 : remplace old.exemple.fr:80']],
    [
      'Le service appelle annuaire.exemple.mi:636, la messagerie smtp.exemple.mi:25 et le coffre vault.exemple.mi:8200.',
      ['annuaire.exemple.mi tcp 636 : appelle', 'smtp.exemple.mi tcp 25 : messagerie', 'vault.exemple.mi tcp 8200 : coffre'],
    ],
    [
      'Proxy (proxy.exemple.mi:3128) ; NTP (ntp.exemple.mi) ; DNS (dns.exemple.mi)',
      ['proxy.exemple.mi tcp 3128 : Proxy', 'ntp.exemple.mi udp 123', 'dns.exemple.mi udp 53'],
    ],
    ['Recette : a.exemple.fr 443 / Production : b.exemple.fr 443', ['a.exemple.fr tcp 443 : Recette', 'b.exemple.fr tcp 443 : Production']],
    ['- Prod = a.exemple.fr:443 • Recette = b.exemple.fr:443', ['a.exemple.fr tcp 443 : Prod =', 'b.exemple.fr tcp 443 : Recette =']],
    [
      'Keycloak auth.exemple.fr (443), Kibana kibana.exemple.fr (5601), Grafana grafana.exemple.fr (3000)',
      ['auth.exemple.fr tcp 443 : Keycloak', 'kibana.exemple.fr tcp 5601 : Kibana', 'grafana.exemple.fr tcp 3000 : Grafana'],
    ],
    [
      'a.exemple.fr pour la recette ; b.exemple.fr pour la production ; port 8443 pour les deux',
      ['a.exemple.fr tcp 8443 : pour la recette', 'b.exemple.fr tcp 8443 : pour la production ; port 8443 pour les deux'],
    ],
    ['Serveur d’application, composant X', [], ['la ligne 1 ne nomme pas de destination : « Serveur d’application, composant X »']],
    ['Depuis l’application, vers api.exemple.fr 443', ['l’application > api.exemple.fr tcp 443']],
    [
      'api.exemple.fr:443 authentification déléguée à sso.exemple.fr',
      ['api.exemple.fr tcp 443 : authentification déléguée à', 'sso.exemple.fr tcp'],
    ],
    ['192.168.10.15:8443/tcp et 192.168.10.16:8443/tcp', ['192.168.10.15 tcp 8443', '192.168.10.16 tcp 8443']],
    [
      '[Annuaire](ldaps://ldap.exemple.mi) et [Messagerie](smtp://smtp.exemple.mi:587)',
      ['ldap.exemple.mi tcp 636 : Annuaire', 'smtp.exemple.mi tcp 587 : Messagerie'],
    ],
  ],
  'chiffres qui ne sont pas des ports': [
    ['https://a.exemple.fr (recette), https://b.exemple.fr (prod)', ['a.exemple.fr tcp 443 : recette', 'b.exemple.fr tcp 443 : prod']],
    ['API A (https://a.exemple.fr), API B (https://b.exemple.fr)', ['a.exemple.fr tcp 443 : API A', 'b.exemple.fr tcp 443 : API B']],
    [
      'L’application appelle https://a.exemple.fr pour les adresses et https://b.exemple.fr pour les entreprises',
      ['a.exemple.fr tcp 443 : L’application appelle : pour les adresses', 'b.exemple.fr tcp 443 : pour les entreprises'],
    ],
    ['ldap.exemple.mi 636, 2000 req/s', ['ldap.exemple.mi tcp 636 : 2000 req/s']],
    ['ldap.exemple.mi : 1500 connexions par jour', ['ldap.exemple.mi tcp : 1500 connexions par jour']],
    ['ldap.exemple.mi, 2027', ['ldap.exemple.mi tcp : 2027']],
    [
      'Nous appelons l’API Adresse (https://api-adresse.data.gouv.fr) et l’API Entreprise (https://entreprise.api.gouv.fr/v3).',
      ['api-adresse.data.gouv.fr tcp 443 : Nous appelons l’API Adresse', 'entreprise.api.gouv.fr tcp 443 : l’API Entreprise'],
    ],
    ['api.exemple.fr:443 (doc : https://doc.exemple.fr/api)', ['api.exemple.fr tcp 443 : doc : https://doc.exemple.fr/api']],
    ['ldap.mi 636, 500 appels/jour', ['ldap.mi tcp 636 : 500 appels/jour']],
    ['ldap.mi 636 (50 agents)', ['ldap.mi tcp 636 : 50 agents']],
    ['ldap.mi:636 — 12 000 utilisateurs, 3 Go/mois', ['ldap.mi tcp 636 : 12 000 utilisateurs, 3 Go/mois']],
    ['api.exemple.fr 443 appel du référentiel', ['api.exemple.fr tcp 443 : appel du référentiel']],
    ['PostgreSQL 15 base.exemple.mi 5432', ['base.exemple.mi tcp 5432 : 15']],
    ['SQL Server 2019 : mssql.exemple.mi', ['mssql.exemple.mi tcp : SQL Server 2019']],
    ['Oracle 19c base.exemple.mi:1521', ['base.exemple.mi tcp 1521 : 19c']],
    ['VLAN 20 10.0.0.0/24 443', ['10.0.0.0/24 tcp 443 : VLAN 20']],
    ['ldap.mi 636 à partir du 12/03/2027', ['ldap.mi tcp 636 : à partir du 12/03/2027']],
    ['ldap.mi 636, mars 2027', ['ldap.mi tcp 636 : mars 2027']],
    ['ldap.mi 636, tél. 01 23 45 67 89', ['ldap.mi tcp 636 : tél. 01.23.45.67.89']],
    ['ldap.mi:636 (ticket 4521)', ['ldap.mi tcp 636 : ticket 4521']],
    ['sftp.exemple.fr 2222', ['sftp.exemple.fr tcp 2222']],
    ['nfs.exemple.mi 2049', ['nfs.exemple.mi tcp 2049']],
    ['api.exemple.fr:443 appel de api.exemple.fr', ['api.exemple.fr tcp 443 : appel de api.exemple.fr']],
    ['ldap.exemple.mi 636, 15 connexions simultanées', ['ldap.exemple.mi tcp 636 : 15 connexions simultanées']],
    ['ldap.exemple.mi:636 max 200 tps', ['ldap.exemple.mi tcp 636 : max 200 tps']],
    ['api.exemple.fr 443, 3000 dossiers par an', ['api.exemple.fr tcp 443 : 3000 dossiers par an']],
    ['api.exemple.fr 443, disponible 24 h/24 et 7 j/7', ['api.exemple.fr tcp 443 : disponible 24 h/24 et 7 j/7']],
    ['api.exemple.fr:443 99,9 % de disponibilité', ['api.exemple.fr tcp 443 : 99,9 % de disponibilité']],
    ['api.exemple.fr 443, MEP T2 2027', ['api.exemple.fr tcp 443 : MEP T2 2027']],
  ],
  'images, fichiers et liens vers des documents': [
    ['![matrice](https://github.com/user-attachments/assets/abc)', [], [document(1)]],
    ['<img width="1280" height="720" alt="Image" src="https://github.com/user-attachments/assets/abc" />', [], [document(1)]],
    ['[matrice.xlsx](https://github.com/user-attachments/files/1/matrice.xlsx)', [], [document(1)]],
    ['cf. DAT §4.2 https://github.com/org/repo/blob/main/docs/DAT.md', [], [document(1)]],
    ['https://github.com/org/repo/wiki/Flux', [], [document(1)]],
    [
      'api.exemple.fr:443, voir https://github.com/org/repo/blob/main/README.md',
      ['api.exemple.fr tcp 443 : voir https://github.com/org/repo/blob/main/README.md'],
      [`note : ${document(1)}`],
    ],
    [
      'api.exemple.fr:443\n![schéma](https://github.com/user-attachments/assets/abc)',
      ['api.exemple.fr tcp 443'],
      [`note : ${document(2)}`],
    ],
    ['api.exemple.fr:443\ncf. https://wiki.exemple.fr/wiki/Flux', ['api.exemple.fr tcp 443'], [`note : ${document(2)}`]],
    ['https://confluence.exemple.fr/display/PROJ/Matrice', [], [document(1)]],
    ['https://gitlab.exemple.fr/groupe/projet/-/blob/main/flux.md', [], [document(1)]],
    ['https://exemple.sharepoint.com/sites/x/flux', [], [document(1)]],
    ['https://static.exemple.fr/donnees.csv', ['static.exemple.fr tcp 443']],
    ['Matrice jointe : matrice_flux.pdf', [], ['la ligne 1 ne nomme pas de destination : « Matrice jointe : matrice_flux.pdf »']],
    ['DATABASE_URL=postgres://app:motdepasse@db.exemple.mi:5432/app', ['db.exemple.mi tcp 5432 : DATABASE_URL']],
    [
      '![](https://github.com/user-attachments/assets/1)\n![](https://github.com/user-attachments/assets/2)',
      [],
      [document(1), document(2)],
    ],
    ['Voir [la matrice](https://pad.exemple.fr/uploads/matrice.ods) jointe au ticket et validée par le RSSI', [], [document(1)]],
    ['https://docs.google.com/spreadsheets/d/abc', [], [document(1)]],
    [
      'api.exemple.fr 443 (cf. https://github.com/org/repo/wiki)',
      ['api.exemple.fr tcp 443 : cf. https://github.com/org/repo/wiki'],
      [`note : ${document(1)}`],
    ],
  ],
  'plages et séries': [
    ['10.1.2.10 à 10.1.2.20 port 1521', ['10.1.2.10-10.1.2.20 tcp 1521']],
    ['10.1.3.10-20 443', ['10.1.3.10-20 tcp 443']],
    ['10.1.2.[10-20] 443', ['10.1.2.10-10.1.2.20 tcp 443']],
    ['10.1.2.10, .11 et .12 port 443', ['10.1.2.10 tcp 443', '10.1.2.11 tcp 443', '10.1.2.12 tcp 443']],
    ['du 10.1.2.10 au 10.1.2.20 port 443', ['10.1.2.10-10.1.2.20 tcp 443']],
    ['10.1.2.10 - 10.1.2.20 : 443', ['10.1.2.10-10.1.2.20 tcp 443']],
    ['10.1.2.3 - 10.9.2.4 443', ['10.1.2.3 tcp 443', '10.9.2.4 tcp 443']],
    ['kafka-{1,2,3}.exemple.mi:9092', ['kafka-1.exemple.mi tcp 9092', 'kafka-2.exemple.mi tcp 9092', 'kafka-3.exemple.mi tcp 9092']],
    ['kafka[1-3].exemple.mi:9092', ['kafka1.exemple.mi tcp 9092', 'kafka2.exemple.mi tcp 9092', 'kafka3.exemple.mi tcp 9092']],
    ['10.1.2.10..10.1.2.20 443', ['10.1.2.10-10.1.2.20 tcp 443']],
    ['10.1.2.10 jusqu’à 10.1.2.20 : 443', ['10.1.2.10-10.1.2.20 tcp 443']],
    ['10.1.2.10/.11/.12:443', ['10.1.2.10 tcp 443', '10.1.2.11 tcp 443', '10.1.2.12 tcp 443']],
    ['db{1,2}.exemple.mi 5432', ['db1.exemple.mi tcp 5432', 'db2.exemple.mi tcp 5432']],
    ['srv-app[01-03].exemple.mi:8080', ['srv-app01.exemple.mi tcp 8080', 'srv-app02.exemple.mi tcp 8080', 'srv-app03.exemple.mi tcp 8080']],
  ],
  'noms de machines': [
    ['ldap-prod 636/tcp', ['ldap-prod tcp 636']],
    ['srv_ldap01.exemple.mi 636/tcp', ['srv_ldap01.exemple.mi tcp 636']],
    ['srv_db01:5432', ['srv_db01 tcp 5432']],
    ['srv-ldap 636/tcp', ['srv-ldap tcp 636']],
    ['SRVLDAP01 636', ['srvldap01 tcp 636']],
    ['serveur-ldap port 636', ['serveur-ldap tcp 636']],
    ['Sous-domaine public 443', [], ['la ligne 1 ne nomme pas de destination : « Sous-domaine public 443 »']],
    ['smtp_relais.exemple.mi:25', ['smtp_relais.exemple.mi tcp 25']],
    ['pg_prod:5432', ['pg_prod tcp 5432']],
  ],
  'ce qui ressemble à un nom de machine': [
    ['Node.js appelle api.exemple.fr', ['api.exemple.fr tcp : Node.js appelle']],
    ['ASP.NET : api.exemple.fr 443', ['api.exemple.fr tcp 443 : ASP.NET']],
    ['M.Exemple (chef de projet) : ldap.exemple.mi 636', ['ldap.exemple.mi tcp 636 : M.Exemple (chef de projet)']],
    ['Vue.js, Next.js et Socket.io vers api.exemple.fr 443', ['api.exemple.fr tcp 443 : Vue.js, Next.js et Socket.io vers']],
    ['Application ASP.NET -> api.exemple.fr:443', ['Application ASP.NET > api.exemple.fr tcp 443']],
    ['README.md', [], ['la ligne 1 ne nomme pas de destination : « README.md »']],
    ['J.Exemple (MOA) : api.exemple.fr 443', ['api.exemple.fr tcp 443 : J.Exemple (MOA)']],
    ['Fin du référentiel.Puis api.exemple.fr 443', ['api.exemple.fr tcp 443 : Fin du référentiel.Puis']],
    ['M. Exemple : api.exemple.fr 443', ['api.exemple.fr tcp 443 : M. Exemple']],
    ['Nuxt.js vers api.exemple.fr:443', ['api.exemple.fr tcp 443 : Nuxt.js vers']],
    ['VB.NET : api.exemple.fr:443', ['api.exemple.fr tcp 443 : VB.NET']],
    ['D3.js', [], ['la ligne 1 ne nomme pas de destination : « D3.js »']],
    ['docker-compose.yml : api.exemple.fr:443', ['api.exemple.fr tcp 443 : docker-compose.yml']],
    ['Mme.Exemple valide sso.exemple.fr:443', ['sso.exemple.fr tcp 443 : Mme.Exemple valide']],
  ],
  ports: [
    ['syslog.exemple.mi syslog/tcp 6514', ['syslog.exemple.mi tcp 6514']],
    ['api.exemple.fr sur le port n°636', ['api.exemple.fr tcp 636']],
    ['dns.exemple.mi DNS/tcp', ['dns.exemple.mi tcp 53']],
    ['api.exemple.fr ports n°80 et n° 443', ['api.exemple.fr tcp 80, 443']],
    ['api.exemple.fr accessible sur le port 443', ['api.exemple.fr tcp 443 : accessible']],
    ['api.exemple.fr authentification des agents 636', ['api.exemple.fr tcp 636 : authentification des agents']],
    ['api.exemple.fr:443 puis port 8443 en recette', ['api.exemple.fr tcp 443, 8443 : puis port 8443 en recette']],
    [
      'Le port 8080 de notre ancien serveur n’est plus utilisé depuis deux ans déjà.',
      [],
      ['la ligne 1 nomme aussi « port 8080 », qui n’est dans aucun flux : écrivez un flux par ligne'],
    ],
    ['Via : proxy.exemple.mi:3128', ['proxy.exemple.mi tcp 3128']],
    ['ldap.exemple.mi 389 et 636, smtp.exemple.mi 25', ['ldap.exemple.mi tcp 389, 636', 'smtp.exemple.mi tcp 25']],
    ['api.exemple.fr port no 443', ['api.exemple.fr tcp 443']],
    ['api.exemple.fr, ports : n°80 et n°443', ['api.exemple.fr tcp 80, 443']],
    ['api.exemple.fr (port TCP n° 443)', ['api.exemple.fr tcp 443']],
  ],
  'texte barré': [
    ['~~old.exemple.fr 636~~', [], ['la ligne 1 est barrée : ce qu’elle nomme n’est pas suivi']],
    [
      '~~old.exemple.fr 636~~\nnew.exemple.fr 636',
      ['new.exemple.fr tcp 636'],
      ['note : la ligne 1 est barrée : ce qu’elle nomme n’est pas suivi'],
    ],
    ['ldap.exemple.mi 636 ~~389~~', ['ldap.exemple.mi tcp 636'], ['note : la ligne 1 est barrée : ce qu’elle nomme n’est pas suivi']],
    [
      '<del>old.exemple.fr 636</del>\nnew.exemple.fr 636',
      ['new.exemple.fr tcp 636'],
      ['note : la ligne 1 est barrée : ce qu’elle nomme n’est pas suivi'],
    ],
    [
      '- ~~smtp.exemple.mi:25~~\n- smtp.exemple.mi:587',
      ['smtp.exemple.mi tcp 587'],
      ['note : la ligne 1 est barrée : ce qu’elle nomme n’est pas suivi'],
    ],
    ['~~Annuaire~~ api.exemple.fr 443', ['api.exemple.fr tcp 443']],
  ],
  'un nom et son adresse': [
    ['ldap.exemple.mi (10.1.1.1) 636', ['ldap.exemple.mi (10.1.1.1) tcp 636']],
    ['ldap.exemple.mi 10.1.1.1 636', ['ldap.exemple.mi (10.1.1.1) tcp 636']],
    ['ldap.exemple.mi (10.1.1.1, 10.1.1.2) 636', ['ldap.exemple.mi (10.1.1.1, 10.1.1.2) tcp 636']],
    ['10.1.1.1 (ldap.exemple.mi) 636', ['ldap.exemple.mi (10.1.1.1) tcp 636']],
    ['ldap.exemple.mi / 10.1.1.1 : 636', ['ldap.exemple.mi (10.1.1.1) tcp 636']],
    ['ldap.exemple.mi, 10.1.1.1 636', ['ldap.exemple.mi tcp 636', '10.1.1.1 tcp 636']],
    ['ldap.exemple.mi:636 (10.1.1.1)', ['ldap.exemple.mi (10.1.1.1) tcp 636']],
    [
      'Les serveurs a.exemple.mi (10.1.1.1) et b.exemple.mi (10.1.1.2) sur 443',
      ['a.exemple.mi (10.1.1.1) tcp 443 : serveurs', 'b.exemple.mi (10.1.1.2) tcp 443 : serveurs'],
    ],
    ['base.exemple.mi (IP : 10.1.1.1) 1521', ['base.exemple.mi (10.1.1.1) tcp 1521']],
    ['base.exemple.mi [10.1.1.1] 1521', ['base.exemple.mi (10.1.1.1) tcp 1521']],
    ['base.exemple.mi = 10.1.1.1, port 1521', ['base.exemple.mi (10.1.1.1) tcp 1521']],
    ['VIP 10.1.1.1 (base.exemple.mi) port 1521', ['base.exemple.mi (10.1.1.1) tcp 1521 : VIP']],
    ['base.exemple.mi (2001:db8::1) 443', ['base.exemple.mi (2001:db8::1) tcp 443']],
  ],
  'un nom de service (SRV)': [
    ['_ldap._tcp.exemple.mi 389', ['_ldap._tcp.exemple.mi tcp 389']],
    ['_sip._udp.exemple.mi:5060/udp', ['_sip._udp.exemple.mi udp 5060']],
    ['Annuaire (_ldaps._tcp.dc.exemple.mi) : 636', ['_ldaps._tcp.dc.exemple.mi tcp 636 : Annuaire']],
    ['_annuaire_ : ldap.exemple.mi 636', ['ldap.exemple.mi tcp 636 : annuaire']],
  ],
  'd’autres mains': unseenFlows,
  'entre deux réunions': officeFlows,
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
