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

describe('ce qui se lit encore, une fois la mémoire perdue', () => {
  const { serviceTeam, author, stranger } = people;

  function inOvh(): Stage {
    const stage = createToyHub();
    stage.reconcile();
    stage.setLabel(serviceTeam, 'phase: OVH');
    stage.reconcile();
    return stage;
  }

  /** People go on for ten days; then the memory is lost, and found again. */
  function loseLater(stage: Stage, lose: Act): Stage {
    stage.daysPass(10);
    stage.comment(serviceTeam, 'Bon courage.');
    stage.reconcile();
    lose(stage);
    stage.reconcile();
    stage.reconcile();
    return stage;
  }

  describe.each(Object.entries(losses))('%s', (_, lose) => {
    it('la phase compte depuis le jour où elle a commencé, dans le suivi et dans son commentaire ; l’historique dit le jour de la perte', () => {
      const stage = loseLater(inOvh(), lose);
      expect(stage.plan().status.since.slice(0, 10)).toBe('2027-01-04');
      expect(stage.plan().snapshot.phase.since.slice(0, 10)).toBe('2027-01-04');
      expect(stage.commentIn('checklist/ovh')?.replaceAll('\u00a0', ' ')).toContain('depuis le 4 janvier 2027');
      expect(stage.commentIn('status')?.replaceAll('\u00a0', ' ')).toMatch(/14 janvier 2027 à [^\n]*suivi reconstitué/);
    });

    it('la première, depuis l’ouverture', () => {
      const stage = createToyHub();
      stage.reconcile();
      expect(loseLater(stage, lose).plan().status.since).toBe(stage.observation().issue.createdAt);
    });

    it('une phase quittée puis reprise, depuis qu’elle est reprise', () => {
      const stage = inOvh();
      stage.daysPass(2);
      stage.setLabel(serviceTeam, 'phase: prérequis');
      stage.reconcile();
      stage.daysPass(2);
      stage.setLabel(serviceTeam, 'phase: OVH');
      stage.reconcile();
      expect(loseLater(stage, lose).plan().status.since.slice(0, 10)).toBe('2027-01-08');
    });

    it('sans ses événements, comme après un transfert : depuis le commentaire de la phase', () => {
      const stage = inOvh();
      stage.forgetEvents(() => true);
      expect(loseLater(stage, lose).plan().status.since.slice(0, 10)).toBe('2027-01-04');
    });

    it.each([
      ['l’équipe projet', author],
      ['la Service Team', serviceTeam],
    ])('les questions que %s a dites répondues le restent ; celle d’après attend', (__, login) => {
      const stage = inOvh();
      stage.comment(author, 'Que veut dire DR ?');
      stage.comment(login, '/répondu');
      const later = stage.comment(author, 'Et que veut dire NP ?');
      stage.reconcile();
      lose(stage);
      stage.reconcile();
      expect(stage.plan().status.questions.map(({ comment }) => comment)).toEqual([later]);
    });

    it.each<[string, (stage: Stage) => void]>([
      ['un inconnu', (stage) => void stage.comment(stranger, '/repondu')],
      ['une citation', (stage) => void stage.comment(author, '> /repondu')],
      ['un commentaire qu’un inconnu a récrit', (stage) => stage.editComment(stranger, stage.comment(author, 'merci'), '/repondu')],
    ])('%s ne les dit pas répondues', (__, say) => {
      const stage = inOvh();
      const asked = stage.comment(author, 'Que veut dire DR ?');
      stage.reconcile();
      say(stage);
      stage.reconcile();
      lose(stage);
      stage.reconcile();
      expect(stage.plan().status.questions.map(({ comment }) => comment)).toEqual([asked]);
    });
  });
});
