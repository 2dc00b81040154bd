import { inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readMarker, readSealed } from '../../src/render/marker.ts';
import { front, handsIn, secret, secretDockerfile, startCheckedWorld } from './harness/checked-world.ts';
import { type World } from './harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await startCheckedWorld();
});
afterEach(() => world.close());

const { openFor, inSlot, put, says, readsOf, secretIssues } = handsIn(() => world);

describe('un dépôt public', () => {
  it('est vérifié à l’ouverture : chaque constat à sa ligne, au commit lu, avec un exemple', async () => {
    const number = await openFor(front);
    const checks = await inSlot(number, 'checks');
    expect(checks).toContain('bloque en production');
    expect(checks).toMatch(/\[`Dockerfile:6`\]\(<[^>]*\/demat-permis\/front\/blob\/[0-9a-f]{40}\/Dockerfile#L6>\)/);
    expect(checks).toMatch(/\[`Dockerfile:8`\]\(<[^>]*#L8>\)/);
    expect(checks).toContain('.gitlab-ci-dso.yml');
    expect(checks).toContain('```dockerfile');
    expect(await inSlot(number, 'status')).toContain('Vérifications techniques des dépôts');
  });

  it('n’est pas lu pour un auteur qui ne peut pas y écrire, tant que la Service Team ne l’a pas autorisé', async () => {
    const number = await openFor(front, 'ines-caron');
    expect(await inSlot(number, 'checks')).toBe('');
    expect(readsOf(front)).toBeLessThanOrEqual(1);
    expect(await inSlot(number, 'status')).toContain('ne peut pas y écrire');
    await says(number, `/autoriser ${front}`, 'camille-st');
    expect(await inSlot(number, 'checks')).toContain('Dockerfile:8');
  });
});

describe('un dépôt public qui devient privé', () => {
  it('perd son détail dans le dépôt d’accompagnement, sans envoi, et le reçoit chez lui', async () => {
    const number = await openFor(front);
    expect(await inSlot(number, 'checks')).toContain('Dockerfile:8');
    await world.as('lea-martin').call({ method: 'PATCH', path: `/repos/${front}`, body: { private: true } });
    await says(number, '/verifier');
    const { comments } = await world.dossier(number);
    const written = comments.map(({ body }) => body).join('\n');
    expect(written).not.toContain('Dockerfile:');
    const sealed = readSealed(comments.find(({ body }) => readMarker(body) === 'status')?.body ?? '') ?? '';
    const state = inflateRawSync(Buffer.from(sealed.split('.')[0] ?? '', 'base64url')).toString();
    expect(state).toContain(`"${front}"`);
    expect(state).not.toContain('"path"');
    const issues = z
      .array(z.object({ body: z.string() }))
      .parse(await world.as('lea-martin').call({ method: 'GET', path: `/repos/${front}/issues?state=all` }));
    expect(issues.filter(({ body }) => body.includes('Dockerfile:8'))).toHaveLength(1);
  });
});

describe('ce que le processus décide', () => {
  it('« require » retient le dossier et nomme les règles ; « inform » le laisse passer', async () => {
    const number = await openFor(front);
    await says(number, '/pourquoi cloud-pi-native', 'camille-st');
    const { comments } = await world.dossier(number);
    expect(comments.at(-1)?.body).toContain('à titre d’information');
    await put(
      'dnum-mi/dso-formation',
      '.github/accostage.yml',
      'version: 1\nserviceTeam:\n  team: dnum-mi/service-team\nchecks:\n  mode: require\n',
    );
    await says(number, '/pourquoi cloud-pi-native', 'camille-st');
    const strict = (await world.dossier(number)).comments.at(-1)?.body ?? '';
    expect(strict).toMatch(/❌ \*\*Vérifications techniques\*\*/);
    expect(strict).toContain('Ports d’écoute supérieurs à 1024');
  });
});

describe('un dépôt privé', () => {
  beforeEach(async () => {
    await put(secret, 'services/coffre/Dockerfile', secretDockerfile);
  });

  it('ne laisse rien de ses fichiers dans le dépôt d’accompagnement : des nombres seulement', async () => {
    const number = await openFor(secret);
    const { comments } = await world.dossier(number);
    const written = comments.map(({ body }) => body).join('\n');
    expect(await inSlot(number, 'checks')).toMatch(/\d règles? non conformes?/);
    for (const detail of ['coffre', 'Dockerfile:', 'debian', 'DB_PASSWORD', 'tres-secret', 'rootless'])
      expect(written).not.toContain(detail);
  });

  it('un ticket copié par quelqu’un d’autre n’est pas pris pour celui de l’application', async () => {
    await openFor(secret);
    const [own] = await secretIssues();
    await world.as('lea-martin').call({ method: 'POST', path: `/repos/${secret}/issues`, body: { title: own?.title, body: own?.body } });
    await put(secret, 'services/coffre/Dockerfile', secretDockerfile.replace('USER root', 'USER 1000'));
    const copies = await secretIssues();
    expect(copies.filter(({ body }) => body === own?.body)).toHaveLength(1);
    expect(copies).toHaveLength(2);
  });
});
