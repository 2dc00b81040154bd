import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asks } from '../../render/asks.ts';
import { isFound } from '../../render/thirty-seconds.ts';
import { visibleWords } from '../../render/visible-words.ts';
import type { ToldStep } from './live-tour.ts';

const isAnswer = ({ slot }: { slot: string }) => slot.startsWith('reply/');
const wordsOf = (markdown: string) => visibleWords(markdown).length;

type Reader = 'Cheffe de projet' | 'Service Team';

/** What must be found in thirty seconds, from the rendered text alone; `docs/lecture.md` holds the same questions. */
const questions: readonly (readonly [comment: string, reader: Reader, question: string, answer: RegExp])[] = [
  ['le suivi, à l’ouverture', 'Cheffe de projet', 'Qui doit agir ?', /À vous de jouer, équipe projet/],
  ['le suivi, à l’ouverture', 'Cheffe de projet', 'Que faire, et où ?', /complétez 2 réponses dans votre demande .*Edit/],
  [
    'le suivi, à l’ouverture',
    'Cheffe de projet',
    'Qu’est-ce qui manque, par exemple ?',
    /Calendrier et échéances \(manquant\).*Par exemple/,
  ],
  ['le suivi, à l’ouverture', 'Service Team', 'Est-ce à moi d’agir ?', /À vous de jouer, équipe projet/],
  ['le suivi, à l’ouverture', 'Service Team', 'Où en est le dossier ?', /Phase Prérequis, depuis le.*13\/15/],
  ['le suivi, complet', 'Cheffe de projet', 'Ai-je quelque chose à faire ?', /À la Service Team d’agir/],
  ['le suivi, complet', 'Service Team', 'Que dois-je faire ?', /relisez 2 réponses.*posez l’étiquette phase: OVH/],
  [
    'le suivi, complet',
    'Service Team',
    'Qu’est-ce qui est à relire, et pourquoi ?',
    /À relire par la Service Team \(2\).*quelques personnes compte peut-être/,
  ],
  ['le suivi, quand une copie échoue', 'Cheffe de projet', 'Qu’est-ce qui bloque ?', /Accostage ce qui bloque demat-permis\/api/],
  ['le refus d’une phase', 'Service Team', 'Pourquoi ?', /ne peut pas encore passer dans la phase Cloud π native une condition/],
  ['le refus d’une phase', 'Service Team', 'Que faire ?', /il reste 2 étapes sur 14.*\/fait/],
  ['le refus d’une phase', 'Service Team', 'Comment passer outre ?', /\/forcer cloud-pi-native motif/],
  ['l’entrée dans OVH', 'Cheffe de projet', 'Que se passe-t-il ?', /votre dossier est dans la phase OVH depuis/],
  ['l’entrée dans OVH', 'Cheffe de projet', 'Par quoi commencer ?', /Étapes de l’équipe projet Accostage entre/],
  [
    'l’entrée dans OVH',
    'Cheffe de projet',
    'Que faire des pull requests ?',
    /Accostage synchroniser vos dépôts.*Saisissez les variables et le secret, puis fusionnez-la/,
  ],
  ['l’entrée dans OVH', 'Service Team', 'Qu’est-ce qui est à nous ?', /Étapes de la Service Team Comptes de l’équipe sur la console/],
  ['l’entrée dans OVH', 'Service Team', 'Quels flux demander ?', /Ouvertures de flux 1 flux déclaré \(1 à demander/],
  [
    'une copie qui échoue',
    'Cheffe de projet',
    'Dans quel dépôt, et que faire ?',
    /demat-permis\/api a échoué.*Le secret qui porte le jeton manque\. Ajoutez-le/,
  ],
  ['l’entrée dans l’ouverture de flux', 'Cheffe de projet', 'Que devrons-nous faire ?', /Flux testés depuis l’application/],
  ['l’entrée dans l’ouverture de flux', 'Service Team', 'Que demander à l’équipe réseau ?', /F-\w{6} MI, RIE/],
  ['le bilan', 'Cheffe de projet', 'De quoi sommes-nous responsables ?', /relevant? maintenant de votre équipe|relèvent de votre équipe/],
  ['le bilan', 'Cheffe de projet', 'Que faut-il renouveler ?', /À renouveler Certificats.*Jetons de l’accostage/],
  ['le bilan', 'Cheffe de projet', 'Comment demander un flux de plus ?', /Un nouveau flux, plus tard Ajoutez-le dans votre demande/],
  ['le bilan', 'Cheffe de projet', 'À qui s’adresser ?', /À qui demander .*l’outil de tickets/],
  ['le bilan', 'Service Team', 'Quand et comment est-on arrivé là ?', /Temps passé dans chaque phase/],
];

/** Tests what people read of the tour, from its texts alone. */
export function describeTold(told: () => readonly ToldStep[]): void {
  const written = () => told().flatMap((step) => step.written);
  const statusAt = (number: number) => told()[number - 1]?.standing['status'] ?? '';

  /** The comments that are read, each as it stood then. */
  const comments: Readonly<Record<string, () => string>> = {
    'le suivi, à l’ouverture': () => statusAt(1),
    'le suivi, complet': () => statusAt(6),
    'le suivi, quand une copie échoue': () => statusAt(stepOf('mirror-failure/')),
    'le refus d’une phase': () => newIn('refusal/cloud-pi-native/'),
    'l’entrée dans OVH': () => newIn('checklist/ovh'),
    'une copie qui échoue': () => newIn('mirror-failure/'),
    'l’entrée dans l’ouverture de flux': () => newIn('checklist/ouverture-de-flux'),
    'le bilan': () => newIn('closing'),
  };

  function newIn(slot: string): string {
    return written().find((comment) => comment.slot.startsWith(slot))?.body ?? '';
  }

  function stepOf(slot: string): number {
    return told().find((step) => step.written.some((comment) => comment.slot.startsWith(slot)))?.number ?? 0;
  }

  describe('tout un embarquement', () => {
    it('tient en douze commentaires au plus que personne n’a demandés, dont chacun demande quelque chose à quelqu’un', () => {
      const unasked = written().filter((comment) => !isAnswer(comment));
      expect(unasked.length).toBeLessThanOrEqual(12);
      expect(unasked.filter(({ body }) => asks(body).length === 0).map(({ slot }) => slot)).toEqual([]);
    });

    it('répond une fois au plus à chaque commentaire qui demande', () => {
      const answered = written()
        .filter(isAnswer)
        .map(({ slot }) => slot.split('/')[1]);
      expect(new Set(answered).size).toBe(answered.length);
    });

    it('une phase commence par un commentaire, et un seul', () => {
      const entered = told().filter((step) => step.written.some(({ slot }) => slot.startsWith('checklist/')));
      expect(entered.map((step) => step.written.filter((comment) => !isAnswer(comment)).map(({ slot }) => slot))).toEqual([
        ['checklist/ovh'],
        ['checklist/cloud-pi-native'],
        ['checklist/ouverture-de-flux'],
      ]);
    });

    it('se lit en peu de mots : cent quatre-vingt-quinze pour le suivi, un peu plus quand un dépôt bloque, cinq cents pour l’entrée dans une phase', () => {
      const long = told()
        .filter(({ standing }) => wordsOf(standing['status'] ?? '') > 195)
        .map(({ does }) => does.slice(0, 60));
      expect(long.filter((does) => !does.includes('où il n’a aucun droit'))).toEqual([]);
      for (const step of told()) expect(wordsOf(step.standing['status'] ?? '')).toBeLessThanOrEqual(250);
      for (const { body } of written().filter(({ slot }) => slot.startsWith('checklist/'))) expect(wordsOf(body)).toBeLessThanOrEqual(520);
      expect(written().reduce((sum, { body }) => sum + wordsOf(body), 0)).toBeLessThanOrEqual(3_000);
    });

    it('ne garde à la fin aucun refus, aucune liste de choses à faire', () => {
      const { standing } = told().at(-1) ?? { standing: {} };
      expect(Object.keys(standing).filter((slot) => /^(?:refusal|move|flows$|mirror\/)/.test(slot))).toEqual([]);
      for (const body of Object.values(standing)) expect(body).not.toContain('Ce que votre équipe doit faire');
    });
  });

  describe('trente secondes de lecture', () => {
    it.each(questions)('%s — %s : %s', (...[comment, , , answer]) => {
      expect(isFound(answer, (comments[comment]?.() ?? '').replaceAll('\u00a0', ' '))).toBe(true);
    });

    it('docs/lecture.md pose les mêmes questions', () => {
      const page = readFileSync(new URL('../../../docs/lecture.md', import.meta.url), 'utf8').replaceAll('\u00a0', ' ');
      expect(questions.filter(([, , question]) => !page.includes(question)).map(([, , question]) => question)).toEqual([]);
    });
  });
}
