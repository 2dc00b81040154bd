import { describe, expect, it } from 'vitest';
import { parseAnswers } from '../../src/form/parse-answers.ts';
import { aForm, boxes } from './a-form.ts';

const form = aForm(boxes('cases', 'Cases', ['Sondes', 'Images sans root']));
const read = (text: string) => parseAnswers(form, `### Cases\n\n${text}\n`);

describe('une case dessinée à la main', () => {
  it.each([
    '- [ x ]',
    '- [ X]',
    '- [x ]',
    '- [v]',
    '- [✓]',
    '- [OK]',
    '- [oui]',
    '* [ x ]',
    '1. [ x ]',
    '[ x ]',
    '☑',
    '☑️',
    '✅',
    '- ✅',
    '• ✔',
    '- ☑',
  ])('« %s » est cochée', (box) => {
    expect(read(`${box} Sondes\n- [ ] Images sans root`)).toMatchObject({
      answers: { cases: { checked: ['Sondes'], unchecked: ['Images sans root'] } },
      unplaced: [],
    });
  });

  it.each(['- []', '- [ ]', '☐', '- ⬜', '❌', '- [non]', '-', ''])('« %s » ne l’est pas', (box) => {
    expect(read(`${box} Sondes\n- [x] Images sans root`).answers).toEqual({
      cases: { checked: ['Images sans root'], unchecked: ['Sondes'] },
    });
  });

  it('que le formulaire n’a pas est rendue comme elle est écrite', () => {
    expect(read('- [x] Sondes\n✅ Tout le reste').unplaced).toMatchObject([{ text: '✅ Tout le reste' }]);
  });
});
