import { readDefaults, readShipped, shippedForm } from '../src/defaults.ts';
import { renderAnswers } from '../src/form/render-answers.ts';
import { person } from '../sandbox/emulator/person.ts';
import { startGitHub } from '../sandbox/emulator/start-github.ts';
import { goodAnswers } from '../sandbox/seed/good-answers.ts';
import { grants } from '../sandbox/seed/grants.ts';
import { HUB, population } from '../sandbox/seed/population.ts';
import { seedHub } from '../sandbox/seed/seed-hub.ts';
import { WEBHOOK_SECRET } from './start-app.ts';

/** The embedded GitHub as a process of its own, so that what is measured of the App is the App's. `DOSSIERS` are opened before anybody listens. */
const github = await startGitHub({ seed: population, grants, webhookSecret: WEBHOOK_SECRET, port: 0 });
await seedHub(github, { form: readShipped(shippedForm) });
const lea = person('lea-martin', { url: github.url, repository: HUB });
const body = renderAnswers(readDefaults().form, goodAnswers);
for (let count = 0; count < Number(process.env['DOSSIERS']); count++) await lea.submitForm({ title: `Projet ${count}`, body });
const { appId, privateKey, url, requests } = github;
process.on('message', () => process.send?.({ calls: requests.of('installation').length }));
process.once('SIGTERM', () => {
  process.disconnect();
  void github.close();
});
process.stdout.write(`${JSON.stringify({ msg: 'listening', port: Number(new URL(url).port), appId, privateKey })}\n`);
