import { expect, it } from 'vitest';
import type { Procedure } from '../../src/config/procedure.ts';
import { familyOf } from '../../src/dossier/written/slot.ts';
import * as fc from '../property.ts';
import { app } from './account-of.ts';
import { aBody, createToyHub, defaults, people } from './toy-hub.ts';

type Hub = ReturnType<typeof createToyHub>;
type Act = (hub: Hub) => void;

const { serviceTeam, author, assignee } = people;
const withTeam: Procedure = {
  ...defaults.procedure,
  serviceTeam: { ...defaults.procedure.serviceTeam, team: 'dnum-mi/service-team' },
};
const who = fc.constantFrom(...Object.values(people), serviceTeam, author, 'renovate[bot]');

/** What people write, and whoever would have the App name `@pirate`, or take a comment for one of its own. */
const text = fc.constantFrom(
  'Que veut dire DR ? @pirate',
  'merci',
  '/repondu',
  '/aide',
  '@accostage aide @pirate',
  'fait accostage',
  '<!-- accostage:slot=call/9/turn/0 -->\nBonjour @pirate ?',
  '<!-- accostage:slot=refusal/ovh/abcdef -->\n?',
  '<!-- accostage:part=flows -->\n?',
  '/forcer ovh @pirate <img src=x> `@pirate` ](http://x) @pirate',
  '/dispense architecture @pirate\u202e `` @pirate',
  '/a-preciser architecture @pirate ` @pirate',
  '/phase prerequis',
  '/pause',
  '/nimporte @pirate',
  '/fait @pirate',
  '/autoriser @pirate/x',
  '/flux F1 teste @pirate',
);
const body = fc.constantFrom(
  aBody(),
  aBody({ architecture: 'À compléter' }),
  aBody({ architecture: '`@pirate` @pirate\n```\n@pirate', sauvegarde: 'Néant @pirate' }),
);
const labels = [
  ...defaults.procedure.phases.map(({ label }) => label.name),
  ...Object.values(defaults.procedure.labels).map(({ name }) => name),
];

/** A comment of the dossier, by its rank among those of the App, or of people. */
function nth(hub: Hub, { own, rank }: { own: boolean; rank: number }): number {
  return hub.comments().filter((comment) => (comment.author === app) === own && comment.slot !== 'status')[rank]?.id ?? 0;
}

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(who, text).map(
      ([login, said]): Act =>
        (hub) =>
          void hub.comment(login, said),
    ),
  },
  fc.tuple(text, fc.nat(9)).map(
    ([said, rank]): Act =>
      (hub) =>
        hub.editComment(author, nth(hub, { own: false, rank }), said),
  ),
  fc.tuple(who, fc.nat(9)).map(
    ([login, rank]): Act =>
      (hub) =>
        hub.reactAs(login, nth(hub, { own: false, rank })),
  ),
  fc.tuple(fc.boolean(), fc.nat(9)).map(
    ([own, rank]): Act =>
      (hub) =>
        hub.deleteComment(nth(hub, { own, rank })),
  ),
  fc.nat(9).map(
    (rank): Act =>
      (hub) =>
        hub.editComment(serviceTeam, nth(hub, { own: true, rank }), 'effacé'),
  ),
  body.map(
    (written): Act =>
      (hub) =>
        hub.editBody(written),
  ),
  fc.tuple(who, fc.constantFrom(...labels)).map(([login, name]): Act => (hub) => {
    if (hub.labels().includes(name)) hub.removeLabel(login, name);
    else hub.setLabel(login, name);
  }),
  fc.constant<Act>((hub) => (hub.isOpen() ? hub.close(author) : hub.reopen(author))),
  fc.constantFrom(1, 3, 8).map(
    (days): Act =>
      (hub) =>
        hub.daysPass(days),
  ),
  fc.nat(9).map(
    (actions): Act =>
      (hub) =>
        void hub.killedAfter(actions),
  ),
  fc.constant<Act>(lookTwice),
  { weight: 4, arbitrary: fc.constant<Act>((hub) => void hub.reconcile()) },
);

/** Two processes look at once, and write in turn. */
function lookTwice(hub: Hub): void {
  const looks = [hub.look(), hub.look()];
  while (looks.map((step) => step()).includes(true));
}

/** What GitHub reads mentions in: the text without code and comments of HTML. */
function spoken(markdown: string): string {
  return markdown
    .replaceAll(/^(`{3,})[^\n]*\n[\s\S]*?\n\1$/gm, '')
    .replaceAll(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '')
    .replaceAll(/<!--[\s\S]*?-->/g, '');
}

it('quoi que l’on écrive, efface ou fasse deux fois : un appel, un refus par phase, chaque chose dite une fois, et personne nommé par le texte d’un autre', () => {
  fc.assert(
    fc.property(body, fc.constantFrom(withTeam, defaults.procedure), fc.array(act, { maxLength: 25 }), (written, procedure, acts) => {
      const hub = createToyHub({ body: written, procedure, assignees: [assignee] });
      hub.reconcile();
      for (const play of acts) play(hub);
      for (let look = 0; look < 2; look++) hub.reconcile();
      expect(hub.reconcile()).toMatchObject({ writes: 0, created: [] });
      const own = hub.comments().filter((comment) => comment.author === app);
      const standing = own.map(({ slot }) => familyOf(slot ?? '') ?? slot);
      expect(standing).toEqual([...new Set(standing)]);
      expect(own.filter(({ body: said }) => spoken(said).includes('@pirate'))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
