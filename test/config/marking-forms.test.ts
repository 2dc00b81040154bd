import { describe, expect, it } from 'vitest';
import { markingForms } from '../../src/config/marking-forms.ts';
import { readDefaults } from '../../src/defaults.ts';
import { describeProblem } from '../../src/yaml/problem.ts';

const { procedure } = readDefaults();
const folder = '.github/ISSUE_TEMPLATE';
const judge = (name: string, text: string) =>
  markingForms({ texts: [{ path: `${folder}/${name}`, text }], procedure }).map(({ line, column }) => `${line}:${column}`);

describe('un second formulaire qui pose la marque des dossiers est dit, à sa ligne', () => {
  it.each([
    ['une liste', 'name: Bogue\nlabels: [bug, accompagnement]\nbody: []', '2:15'],
    ['une liste, un tiret par ligne', 'name: Bogue\nlabels:\n  - bug\n  - accompagnement\n', '4:5'],
    ['un mot', 'name: Bogue\nlabels: accompagnement', '2:9'],
    ['des mots entre virgules', 'name: Bogue\nlabels: bug, accompagnement', '2:9'],
    ['une autre casse, que GitHub ne distingue pas', 'labels: [Accompagnement]', '1:10'],
    ['un formulaire que l’application refuserait elle-même', 'labels: [accompagnement]\nbody: [{ type: lune }]', '1:10'],
  ])('%s', (_, text, place) => {
    expect(judge('bogue.yml', text)).toEqual([place]);
    expect(judge('bogue.yaml', text)).toEqual([place]);
  });

  it('un modèle Markdown, à la ligne de son en-tête', () => {
    expect(judge('libre.md', '---\nname: Libre\nlabels: accompagnement\n---\nVotre demande')).toEqual(['3:9']);
    expect(judge('libre.md', '---\r\nname: Libre\r\nlabels: accompagnement\r\n---\r\nVotre demande')).toEqual(['3:9']);
  });

  it('la phrase dit la marque, le formulaire lu, et quoi faire', () => {
    expect(
      markingForms({ texts: [{ path: `${folder}/bogue.yml`, text: 'labels: accompagnement' }], procedure }).map(describeProblem),
    ).toEqual([
      '.github/ISSUE_TEMPLATE/bogue.yml:1:9: ce formulaire pose l’étiquette « accompagnement », la marque des dossiers, dont l’application ne lit les réponses que dans embarquement.yml (retirez-la de ses labels ; si c’est lui le bon, nommez-le par la clé form de .github/accostage.yml)',
    ]);
  });

  it('un ancien nom de la marque la vaut : les dossiers qui le portent prennent le nom d’aujourd’hui', () => {
    const renamed = { ...procedure, labels: { ...procedure.labels, dossier: { ...procedure.labels.dossier, was: ['embarquement'] } } };
    expect(markingForms({ texts: [{ path: 'a.yml', text: 'labels: [embarquement]' }], procedure: renamed })).toHaveLength(1);
  });

  it('tous ceux qui la posent sont dits', () => {
    const texts = ['a', 'b', 'embarquement'].map((name) => ({ path: `${folder}/${name}.yml`, text: 'labels: accompagnement' }));
    expect(markingForms({ texts, procedure }).map(({ file }) => file)).toEqual([`${folder}/a.yml`, `${folder}/b.yml`]);
  });
});

describe('rien n’est dit', () => {
  it.each([
    ['du formulaire du processus', 'embarquement.yml', 'labels: accompagnement'],
    ['d’une étiquette dont le nom contient celui de la marque', 'a.yml', 'labels: [accompagnement-externe, "suivi: accompagnement"]'],
    ['d’une étiquette que celui de la marque contient', 'a.yml', 'labels: [accompagne]'],
    ['d’un formulaire sans étiquette', 'a.yml', 'name: Bogue'],
    ['d’un formulaire dont les étiquettes sont d’une autre forme', 'a.yml', 'labels: { accompagnement: true }'],
    ['de ce qui n’est pas du YAML : GitHub n’en montre aucun formulaire', 'a.yml', 'labels: [accompagnement\nbody'],
    ['d’un fichier vide', 'a.yml', ''],
    ['d’un modèle sans en-tête', 'a.md', 'labels: accompagnement'],
    ['d’un en-tête qui ne finit pas', 'a.md', '---\nlabels: accompagnement\n'],
    ['de ce qu’un modèle montre après son en-tête', 'a.md', '---\nname: Libre\n---\nlabels: accompagnement'],
  ])('%s', (_, name, text) => {
    expect(judge(name, text)).toEqual([]);
  });
});
