import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseForm } from '../../src/form/parse-form.ts';
import { renderAnswers } from '../../src/form/render-answers.ts';
import { accountOf } from './account-of.ts';
import { aBody, createToyHub, people } from './toy-hub.ts';

/** What every object answers to: a login, or the id of a question, may be that as well. */
const inherited = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', 'toLocaleString', 'propertyIsEnumerable'];

describe.each(inherited)('le compte « %s »', (login) => {
  it('a les droits que GitHub lui donne : il ne déplace rien, et n’emploie pas une commande de la Service Team', () => {
    const hub = createToyHub();
    hub.reconcile();
    hub.setLabel(login, 'phase: OVH');
    hub.comment(login, '/forcer embarque parce que');
    hub.reconcile();
    expect(hub.state().phase).toBe('prerequis');
    expect(hub.labels()).not.toContain('phase: OVH');
  });

  it('auteur du dossier, a la réponse d’un auteur', () => {
    const hub = createToyHub({ author: accountOf(login) });
    hub.reconcile();
    const id = hub.comment(login, '/statut');
    hub.reconcile();
    expect(hub.commentIn(`reply/${id}`)).toContain(`@${login}`);
  });
});

describe('une question du formulaire', () => {
  const text = readFileSync(new URL('../../issue-templates/embarquement.yml', import.meta.url), 'utf8');
  const question = (id: string) => `  - type: dropdown
    id: ${id}
    attributes:
      label: Une question de plus
      options:
        - Oui
        - Non
`;

  function lifeWith(id: string) {
    const parsed = parseForm(`${text}${question(id)}`, 'embarquement.yml');
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const hub = createToyHub({ body: `${aBody()}\n### Une question de plus\n\nOui\n` });
    hub.configure({ form: parsed.form });
    hub.reconcile();
    hub.comment(people.author, '/statut');
    hub.setLabel(people.serviceTeam, 'phase: OVH');
    hub.reconcile();
    return {
      phase: hub.state().phase,
      comments: hub.comments().map(({ slot }) => slot),
      labels: hub.labels(),
      written: renderAnswers(parsed.form, {}),
    };
  }

  const usual = lifeWith('une-question');
  it.each([...inherited, '__proto__'])('dont l’identifiant est « %s » est une question comme une autre', (id) => {
    expect(lifeWith(id)).toEqual(usual);
  });
});
