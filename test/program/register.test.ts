import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { expect, it } from 'vitest';
import { manifestFile, openRegistrationPage } from './registration-page.ts';
import { startProgram } from './start-program.ts';

const DEADLINE_MS = 60_000;

/** What the page's form would send, as an HTML parser reads it. */
async function readForm(url: string): Promise<{ action: string | undefined; manifest: string | undefined }> {
  const elements = descendants(parse(await (await fetch(url)).text()));
  const attribute = (tag: string, name: string) =>
    elements.find(({ tagName }) => tagName === tag)?.attrs.find((given) => given.name === name)?.value;
  return { action: attribute('form', 'action'), manifest: attribute('button', 'value') };
}

function descendants(node: DefaultTreeAdapterTypes.ParentNode): readonly DefaultTreeAdapterTypes.Element[] {
  return node.childNodes.flatMap((child) => ('tagName' in child ? [child, ...descendants(child)] : []));
}

it('la page envoie à GitHub un manifeste qui se lit, le même que app.yml', { timeout: DEADLINE_MS }, async () => {
  const page = await openRegistrationPage();
  const form = await readForm(page.url);
  expect(form.action).toBe('https://github.com/settings/apps/new');
  const manifest: unknown = JSON.parse(form.manifest ?? '');
  expect(manifest).toMatchObject(Object(manifestFile));
  expect(manifest).toMatchObject({ redirect_url: `http://localhost:${page.port}/probot/setup` });
  expect(page.output()).toMatch(
    /votre compte personnel[\s\S]*Installable sur ce compte seulement[\s\S]*accostage\.example\.org\/api\/github\/webhooks/,
  );
  await page.close();
});

it('GH_ORG et GHE_HOST décident où elle enregistre, et HOST ne l’ouvre pas au réseau', { timeout: DEADLINE_MS }, async () => {
  const page = await openRegistrationPage({ GH_ORG: 'dnum-mi', GHE_HOST: 'github.exemple.gouv.fr', HOST: '0.0.0.0' });
  expect((await readForm(page.url)).action).toBe('https://github.exemple.gouv.fr/organizations/dnum-mi/settings/apps/new');
  const outside = Object.values(networkInterfaces()).flatMap((each = []) =>
    each.filter(({ internal, family }) => !internal && family === 'IPv4'),
  );
  for (const { address } of outside) {
    const socket = connect(page.port, address);
    await expect(once(socket, 'connect')).rejects.toThrow('ECONNREFUSED');
  }
  await page.close();
});

it('une application déjà enregistrée ne l’est pas une seconde fois', { timeout: DEADLINE_MS }, async () => {
  const program = startProgram('src/register.ts', { env: { APP_ID: '12' } });
  await program.saw(/APP_ID : une application est déjà enregistrée/);
  expect(await program.ended).toBe(1);
});
