import { expect, it } from 'vitest';
import { aBody, createToyHub } from '../dossier/toy-hub.ts';

function statusOf(answers: Parameters<typeof aBody>[0]): string {
  const hub = createToyHub({ body: aBody(answers) });
  hub.reconcile();
  return hub.commentIn('status') ?? '';
}

const unfolded = (text: string) => text.replaceAll(/<details>.*?<\/details>/gs, '');

it.each([
  ['architecture', null],
  ['architecture', 'cf. DAT'],
  ['calendrier', 'à préciser'],
  ['environnements', 'TODO'],
  ['maturite', null],
  ['depots-infra', 'quelque part'],
  ['projet-nom', null],
])('une réponse qui manque tient en deux lignes, la raison puis un exemple (%s : %j)', (field, answer) => {
  const text = unfolded(statusOf({ [field]: answer }));
  const item = /^- \*\*.*\n(?: {2}.*\n?)*/m.exec(text.slice(text.search(/### \d/)))?.[0] ?? '';
  expect(item.trimEnd().split('\n')).toHaveLength(2);
  expect(item).toMatch(/\((?:manquant|à corriger)\)\s: .*\n {2}Par exemple\s: `/);
  expect(text).not.toContain('Attendu');
});

it('des cases à cocher se cochent d’un clic', () => {
  const text = statusOf({
    'prerequis-techniques': { checked: [], unchecked: ['Le projet a suivi le processus d’accompagnement haut niveau'] },
  });
  expect(text).toMatch(/\n {2}Dans la demande, cochez d’un clic ce qui est fait/);
});

it('ce qui est attendu et l’aide sont repliés, une fois pour toutes', () => {
  const text = statusOf({ architecture: null, calendrier: null });
  expect(text.match(/<summary>Ce qui est attendu<\/summary>/g)).toHaveLength(1);
  expect(text.match(/Attendu\s: /g)).toHaveLength(2);
});
