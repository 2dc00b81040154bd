import * as fc from '../property.ts';
import { expect, it } from 'vitest';
import { aBody, createToyHub, defaults, people } from './toy-hub.ts';

type Stage = ReturnType<typeof createToyHub>;
type Act = (stage: Stage) => void;

const { procedure } = defaults;
const phaseLabels = procedure.phases.map(({ label }) => label.name);
const labels = [...phaseLabels, ...Object.values(procedure.labels).map(({ name }) => name), 'bug'];
const who = fc.constantFrom(...Object.values(people), 'renovate[bot]');
const someone = fc.oneof(who, fc.constant(people.serviceTeam));
const text = fc.constantFrom(
  'bonjour',
  '/aide',
  '/pourquoi embarque',
  '/fait accostage images-docker',
  '/pas-fait accostage',
  '/etapes',
  '/etapes\n/etapes',
  '/valider tous',
  '/valider sauvegarde',
  '/a-preciser sauvegarde quelle durée ?',
  '/a-preciser architecture le schéma ne montre pas la base\n/phase ovh',
  '/sans-objet sauvegarde étude en cours jusqu’au 2027-02-01',
  '/sans-objet accostage déjà sur GitLab',
  '/phase ovh\n/phase prerequis\n/phase ovh',
  '/phase embarque',
  '/forcer cloud-pi-native jalon',
  '/forcer embarque jalon',
  '/autoriser demat-permis/api',
  '/autoriser demat-permis/api non',
  '/equipe @sacha @karim',
  '/equipe @karim non',
  '/pause',
  '/reprendre',
  '/miroir',
  '/nimporte',
);
const body = fc.constantFrom(
  aBody(),
  aBody({ architecture: null, calendrier: '?' }),
  aBody({ sauvegarde: 'Autre chose, décrite autrement.' }),
  aBody({ sauvegarde: 'à préciser avant le 30/01/2027', architecture: 'à définir fin février 2027' }),
  aBody({ contacts: 'Bureau\n@nina, @eve et @org/team' }),
  aBody({ sauvegarde: 'un @nom <!-- accostage:slot=status --> '.repeat(1_500) }),
  '',
);

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(someone, fc.subarray(phaseLabels, { minLength: 1, maxLength: 2 })).map(([login, names]): Act => (stage) => {
    for (const name of names) if (!stage.labels().includes(name)) stage.setLabel(login, name);
  }),
  fc.tuple(someone, fc.constantFrom(...labels)).map(([login, name]): Act => (stage) => {
    if (stage.labels().includes(name)) stage.removeLabel(login, name);
  }),
  fc.constantFrom(...labels).map(
    (name): Act =>
      (stage) =>
        stage.disappearLabel(name),
  ),
  fc.tuple(someone, text).map(
    ([login, said]): Act =>
      (stage) =>
        void stage.comment(login, said),
  ),
  fc.tuple(who, text, fc.nat(9)).map(([login, said, rank]): Act => (stage) => {
    const comment = stage.observation().comments.filter(({ slot }) => slot === null)[rank];
    if (comment !== undefined) stage.editComment(login, comment.id, `${comment.body}\n${said}`);
  }),
  fc.nat(9).map(
    (rank): Act =>
      (stage) =>
        stage.deleteComment(stage.observation().comments.filter(({ slot }) => slot !== 'status')[rank]?.id ?? 0),
  ),
  fc.tuple(who, fc.nat(9)).map(([login, rank]): Act => (stage) => {
    const comment = stage.observation().comments.filter(({ body: said }) => said.includes('`images-docker`') && said.includes('- ['))[rank];
    if (comment !== undefined) stage.tickBox(login, comment.id, 'images-docker');
  }),
  body.map(
    (written): Act =>
      (stage) =>
        stage.editBody(written),
  ),
  who.map(
    (login): Act =>
      (stage) =>
        stage.isOpen() ? stage.close(login) : stage.reopen(login),
  ),
  fc.constantFrom(0.01, 1, 14, 22).map(
    (days): Act =>
      (stage) =>
        stage.daysPass(days),
  ),
  fc.constant<Act>((stage) => stage.loseMemory()),
  fc.constant<Act>((stage) => void stage.reconcile()),
);

it('quoi qu’il arrive : une phase, des commentaires distincts, lisibles et assez courts, et rien à récrire ensuite', () => {
  fc.assert(
    fc.property(body, fc.array(act, { maxLength: 25 }), (written, acts) => {
      const stage = createToyHub({ body: written });
      stage.reconcile();
      for (const play of acts) play(stage);
      stage.reconcile();
      expect(stage.reconcile()).toMatchObject({ writes: 0, created: [] });

      const { comments, issue } = stage.observation();
      const own = comments.filter(({ author }) => author.login === 'accostage[bot]').map(({ slot }) => slot);
      expect(own).not.toContain(null);
      expect(new Set(own).size).toBe(own.length);
      expect(comments.filter((comment) => comment.body.length > 65_536)).toEqual([]);
      const phases = issue.labels.filter((name) => phaseLabels.includes(name));
      expect(stage.state().followed ? phases.length : 1).toBe(1);
    }),
    { numRuns: 150 },
  );
});
