import { readDefaults, readShipped, shippedForm } from '../src/defaults.ts';
import { renderAnswers } from '../src/form/render-answers.ts';
import { person } from '../sandbox/emulator/person.ts';
import { startGitHub } from '../sandbox/emulator/start-github.ts';
import { goodAnswers } from '../sandbox/seed/good-answers.ts';
import { grants } from '../sandbox/seed/grants.ts';
import { HUB, population } from '../sandbox/seed/population.ts';
import { seedHub } from '../sandbox/seed/seed-hub.ts';
import { createManyDossiers } from '../test/simulation/many-dossiers.ts';
import { createLimits } from '../sandbox/emulator/limits.ts';
import { STATE_SECRET, WEBHOOK_SECRET } from './start-app.ts';

/** The embedded GitHub as a process of its own, so that what is measured of the App is the App's. `DOSSIERS` are opened before anybody listens; once told a number, it has as many. */
const many = createManyDossiers([STATE_SECRET]);
const limits = { ...createLimits(), gap: many.gap };
const github = await startGitHub({ seed: population, grants, webhookSecret: WEBHOOK_SECRET, port: 0, limits });
await seedHub(github, { form: readShipped(shippedForm) });
const lea = person('lea-martin', { url: github.url, repository: HUB });
const { REPOSITORIES } = process.env;
const none = REPOSITORIES === 'none' ? { 'depots-applicatifs': null, 'depots-infra': null } : {};
const body = renderAnswers(readDefaults().form, { ...goodAnswers, ...none });
for (let count = 0; count < Number(process.env['DOSSIERS']); count++) await lea.submitForm({ title: `Projet ${count}`, body });
const { appId, privateKey, url, requests } = github;
process.on('message', (asked) => {
  if (typeof asked === 'number') many.grow(asked);
  process.send?.({ calls: requests.of('installation').length });
});
process.once('SIGTERM', () => {
  process.disconnect();
  void github.close();
});
process.stdout.write(`${JSON.stringify({ msg: 'listening', port: Number(new URL(url).port), appId, privateKey })}\n`);
