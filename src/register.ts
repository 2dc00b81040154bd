import { existsSync, readFileSync } from 'node:fs';
import { run } from 'probot';
import { readNetwork } from './config/network.ts';
import { readManifest } from './config/manifest.ts';
import { useNetwork } from './use-network.ts';

/** `npm run register`: Probot's page that registers the App on GitHub from app.yml, for this machine alone. Never runs the App itself. */
if (existsSync('.env')) process.loadEnvFile('.env');
const network = readNetwork(process.env, (path) => readFileSync(path, 'utf8'));
const manifest = readManifest(readFileSync('app.yml', 'utf8'));
const { APP_ID: id = '', GH_ORG: organisation = '', GHE_HOST: host = 'github.com', PORT: port = '3000' } = process.env;
const problems = [
  ...(network.ok ? [] : network.problems),
  ...(manifest.ok ? [] : manifest.problems),
  ...(id === ''
    ? []
    : ['APP_ID : une application est déjà enregistrée (.env ou environnement). Retirez ses variables pour en enregistrer une autre.']),
];
if (network.ok && manifest.ok && id === '') {
  useNetwork(network.network);
  process.stdout
    .write(`Enregistrement sur ${host} : ${organisation === '' ? 'votre compte personnel (GH_ORG=organisation pour une organisation)' : organisation}
Installable ${manifest.public ? 'par d’autres comptes et organisations' : 'sur ce compte seulement'} (public dans app.yml)
Adresse du webhook : ${manifest.webhook} (hook_attributes dans app.yml)
Adresse de retour des pages : ${manifest.callbacks.join(', ') || 'aucune'} (callback_urls dans app.yml)
Si cela convient, ouvrez http://localhost:${port}

`);
  // Without this Probot asks npm for a package, and an outside service for an address that app.yml replaces anyway.
  process.env['NO_SMEE_SETUP'] = 'true';
  await run(() => undefined, { env: { ...process.env, HOST: 'localhost' } });
} else {
  process.stderr.write(`${problems.join('\n')}\n`);
  process.exitCode = 1;
}
