import { describe, expect, it } from 'vitest';
import { createToyHub, defaults, people } from './toy-hub.ts';

type Stage = ReturnType<typeof createToyHub>;
type Act = (stage: Stage) => void;

const { procedure } = defaults;
const labels = [
  procedure.phases[0]?.label.name ?? '',
  procedure.phases[1]?.label.name ?? '',
  ...Object.values(procedure.labels).map(({ name }) => name),
];

const losses: Record<string, Act> = {
  'la mémoire effacée': (stage) => stage.loseMemory(),
  'le commentaire supprimé': (stage) => stage.deleteComment(stage.comments().find(({ slot }) => slot === 'status')?.id ?? 0),
};

const acts: Record<string, (login: string) => Act> = {
  ...Object.fromEntries(
    labels.map((name) => [
      `« ${name} » retirée ou posée`,
      (login: string): Act =>
        (stage) =>
          stage.labels().includes(name) ? stage.removeLabel(login, name) : stage.setLabel(login, name),
    ]),
  ),
  'le dossier fermé': (login) => (stage) => stage.close(login),
  'une commande': (login) => (stage) => void stage.comment(login, '/etapes'),
  'le corps récrit': (login) => (stage) => stage.editBody('', login),
};

describe('une mémoire perdue au moment où quelqu’un agit : un seul passage suffit', () => {
  const cases = Object.entries(losses).flatMap(([loss, lose]) =>
    Object.entries(acts).flatMap(([name, act]) =>
      [people.author, people.serviceTeam].flatMap((login) => [
        { name: `${loss}, puis ${name} par ${login}`, plays: [lose, act(login)] },
        { name: `${name} par ${login}, puis ${loss}`, plays: [act(login), lose] },
      ]),
    ),
  );
  it.each(cases)('$name', ({ plays }) => {
    const stage = createToyHub();
    stage.reconcile();
    for (const play of plays) play(stage);
    stage.reconcile();
    expect(stage.reconcile()).toMatchObject({ writes: 0, created: [] });
  });
});
