import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readDefaults } from '../../src/defaults.ts';
import type { Repository } from '../../src/github/octokit.ts';
import { createMarkingForms, type ReadMarkingForms } from '../../src/github/read-marking-forms.ts';
import { digest } from '../../src/words/digest.ts';
import { aHub, api, endNock } from './nock.ts';

let hub: Repository;
beforeEach(async () => {
  hub = await aHub();
});
afterEach(endNock);

const { procedure } = readDefaults();
const listing = '/repos/dnum-mi/hub/contents/.github%2FISSUE_TEMPLATE';
const folder = '.github/ISSUE_TEMPLATE';
const marking = 'name: Bogue\nlabels: [bug, accompagnement]\n';

const sentQuery = z.object({ variables: z.record(z.string(), z.string()) });

/** Answers for the hub's forms, by name, as they are when asked; each text read is noted by the name of its file. */
function aFolder(texts: Record<string, string>) {
  const read: string[] = [];
  const shaOf = (name: string) => digest(`${name} ${texts[name]}`);
  nock(api)
    .persist()
    .get(listing)
    .reply(200, () =>
      Object.entries(texts).map(([name, text]) => ({ name, path: `${folder}/${name}`, type: 'file', sha: shaOf(name), size: text.length })),
    );
  let asked: readonly (readonly [string, string])[] = [];
  const notes = (sent: unknown) => {
    asked = Object.entries(sentQuery.parse(sent).variables).filter(([key]) => key.startsWith('oid'));
    return true;
  };
  nock(api)
    .persist()
    .post('/graphql', notes)
    .optionally()
    .reply(200, () => {
      const blobs = asked.map(([key, oid]) => {
        const name = Object.keys(texts).find((one) => shaOf(one) === oid) ?? '';
        read.push(name);
        return [key.replace('oid', 'blob'), { text: texts[name] ?? null, isTruncated: false }];
      });
      return { data: { repository: Object.fromEntries(blobs) } };
    });
  return { texts, read };
}

const placesOf = async (look: ReadMarkingForms) => (await look(hub, procedure)).map(({ file, line }) => `${file}:${line}`);

describe('les formulaires d’un dépôt d’accompagnement', () => {
  it('ne sont lus qu’une fois, autant de fois que le dépôt soit regardé', async () => {
    const look = createMarkingForms();
    const { read } = aFolder({ 'bogue.yml': marking });
    for (const _ of [1, 2, 3]) expect(await placesOf(look)).toEqual([`${folder}/bogue.yml:2`]);
    expect(read).toEqual(['bogue.yml']);
  });

  it('le sont de nouveau quand l’un change, s’ajoute ou s’en va', async () => {
    const look = createMarkingForms();
    const { texts } = aFolder({ 'bogue.yml': marking });
    expect(await placesOf(look)).toEqual([`${folder}/bogue.yml:2`]);
    texts['bogue.yml'] = 'name: Bogue\nlabels: [bug]\n';
    expect(await placesOf(look)).toEqual([]);
    texts['idee.md'] = '---\nlabels: accompagnement\n---\n';
    expect(await placesOf(look)).toEqual([`${folder}/idee.md:2`]);
    delete texts['idee.md'];
    expect(await placesOf(look)).toEqual([]);
  });

  it('sont jugés de nouveau quand le processus change de marque ou de formulaire', async () => {
    const look = createMarkingForms();
    aFolder({ 'bogue.yml': marking });
    const { labels } = procedure;
    const called = (name: string) => ({ ...procedure, labels: { ...labels, dossier: { ...labels.dossier, name } } });
    expect(await look(hub, called('bug'))).toMatchObject([{ message: expect.stringContaining('« bug »') }]);
    expect(await look(hub, procedure)).toMatchObject([{ message: expect.stringContaining('« accompagnement »') }]);
    expect(await look(hub, { ...procedure, form: 'bogue.yml' })).toEqual([]);
  });

  it('ne comptent pas la page de choix de GitHub, qui n’est pas lue', async () => {
    const { read } = aFolder({ 'config.yml': 'labels: [accompagnement]\n', [procedure.form]: marking });
    expect(await placesOf(createMarkingForms())).toEqual([]);
    expect(read).toEqual([]);
  });

  it('dont la lecture échoue sont lus au regard suivant', async () => {
    const look = createMarkingForms();
    nock(api).get(listing).reply(502, { message: 'panne' });
    aFolder({ 'bogue.yml': marking });
    await expect(look(hub, procedure)).rejects.toThrow('panne');
    expect(await placesOf(look)).toEqual([`${folder}/bogue.yml:2`]);
  });
});
