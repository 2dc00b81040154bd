import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Procedure } from '../../src/config/procedure.ts';
import { readLayer, shippedPax, shippedProcess } from '../../src/defaults.ts';
import { problemsOf, procedureOf } from './over-shipped.ts';

const linkOf = ({ phases }: Procedure, id: string) => phases.flatMap(({ checklist }) => checklist).find((item) => item.id === id)?.link;

describe('une page se nomme par son identifiant', () => {
  it.each([
    [
      'd’une étape, mal tapée',
      'phases:\n  - id: ovh\n    checklist:\n      - id: console-acces\n        link: consol',
      /^accostage\.yml:5:15: la page « consol » n’est pas dans « pages » \(écrivez « console »\)$/,
    ],
    [
      'd’un prérequis, mal tapée',
      'prerequisites:\n  - id: contacts\n    documentation: compatibilité-x',
      /^accostage\.yml:3:20: .*une page de « pages », par son identifiant, ou une adresse complète attendue/,
    ],
    [
      'd’un prérequis, sans rapport',
      'prerequisites:\n  - id: contacts\n    documentation: annuaire',
      /^accostage\.yml:3:20: la page « annuaire » n’est pas dans « pages » \(écrivez une adresse complète, ou une de ces pages : tickets, mattermost, compatibilite, /,
    ],
    [
      'du miroir',
      'mirror:\n  console: synchronization',
      /^accostage\.yml:2:12: la page « synchronization » n’est pas dans « pages » \(écrivez « synchronisation »\)$/,
    ],
    [
      'd’une étape nouvelle',
      'phases:\n  - id: ovh\n    checklist:\n      - { id: atelier, title: Atelier, owner: projet, help: Venez., link: tutoriel }',
      /^accostage\.yml:4:\d+: la page « tutoriel » n’est pas dans « pages » \(écrivez « tutoriels »\)$/,
    ],
  ])('inconnue, %s : dite à sa ligne, la plus proche proposée', (_, text, expected) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(expected)]);
  });

  it('retirée par le dépôt alors que le processus fourni la nomme : dite à la ligne qui la retire', () => {
    expect(problemsOf('version: 1\npages:\n  - id: equipe\n    remove: true')).toEqual([
      expect.stringMatching(
        /^accostage\.yml:4:13: .*\.link : la page « equipe » n’est pas dans « pages » \(décrivez « equipe » dans pages/,
      ),
    ]);
  });

  it('écrite deux fois : dite', () => {
    expect(
      problemsOf('pages:\n  - { id: a, title: A, url: https://a.exemple.fr }\n  - { id: a, title: B, url: https://b.exemple.fr }'),
    ).toEqual([expect.stringMatching(/^accostage\.yml:3:\d+: .*« a » est déjà pris/)]);
  });

  it('incomplète : ce qui manque est dit', () => {
    expect(problemsOf('pages:\n  - id: annuaire\n    url: https://annuaire.exemple.fr')).toEqual([
      expect.stringMatching(/^accostage\.yml:2:5: pages\[annuaire\]\.title : cette clé manque/),
    ]);
  });
});

describe('un dépôt d’accompagnement', () => {
  it('remplace une adresse : toutes les étapes qui nomment la page la suivent', () => {
    const procedure = procedureOf('pages:\n  - id: depots\n    url: https://doc.exemple.gouv.fr/depots');
    expect(linkOf(procedure, 'console-depots')).toBe('https://doc.exemple.gouv.fr/depots');
  });

  it('remplace celle de la console : les pull requests la donnent', () => {
    const url = 'https://console.exemple.gouv.fr/aide';
    expect(procedureOf(`pages:\n  - id: synchronisation\n    url: ${url}`).mirror.console).toBe(url);
  });

  it('ajoute une page, et la nomme', () => {
    const text =
      'pages:\n  - { id: atelier, title: Atelier, url: https://atelier.exemple.fr }\nphases:\n  - id: ovh\n    checklist:\n      - { id: console-acces, link: atelier }';
    expect(linkOf(procedureOf(text), 'console-acces')).toBe('https://atelier.exemple.fr');
  });

  it('peut toujours écrire une adresse entière', () => {
    const url = 'https://console.exemple.gouv.fr/depots#miroir';
    expect(
      linkOf(procedureOf(`phases:\n  - id: ovh\n    checklist:\n      - { id: console-depots, link: '${url}' }`), 'console-depots'),
    ).toBe(url);
  });

  it('change les moyens de joindre la Service Team', () => {
    const { pages } = procedureOf('pages:\n  - { id: mattermost, remove: true }\n  - { id: tickets, url: https://tickets.exemple.fr }');
    expect(pages.filter(({ support }) => support).map(({ url }) => url)).toEqual(['https://tickets.exemple.fr']);
  });
});

describe.each([shippedProcess, shippedPax])('%s', (path) => {
  it('nomme ses pages par leur identifiant : hors des exemples, les adresses ne sont que dans « pages »', () => {
    const { pages: _, ...others } = z.looseObject({ pages: z.unknown() }).partial().parse(readLayer(path).value);
    const addresses = [...JSON.stringify(others).matchAll(/https?:\/\/[^"\s]*/gi)].map(([address]) => address);
    expect(addresses.filter((address) => !address.startsWith('https://github.com/mon-organisation/'))).toEqual([]);
  });
});
