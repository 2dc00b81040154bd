import { normaliseText } from '../../form/normalise-label.ts';
import { say } from '../../words/sentence.ts';
import { excerpt } from '../../answers/excerpt.ts';
import { type Counted, readFigures } from '../../answers/figures.ts';
import { type Reading, sayings } from '../../answers/reading.ts';
import type { Asked } from '../prerequisite.ts';
import { judgeText } from './judge-text.ts';
import { ofQuestion } from './of-question.ts';
import { orDoubt } from './or-doubt.ts';

/**
 * A figure with its unit, of data or of people as the question asks. A bare number is enough only where the question itself says what is
 * counted (« Nombre d’utilisateurs »). Doubtful where the figure counts something else.
 */
export const volume = judgeText({
  expected: 'un ordre de grandeur en chiffres, avec son unité',
  example: '50 Go, 200 utilisateurs',
  find: (reading, asked) => {
    const figures = readFigures(sayings(reading, ['said']));
    const { enough, doubtful } = wanted[askedFor(asked)];
    if (enough.some((counted) => figures.has(counted))) return {};
    const shown = excerpt(reading.text);
    if (doubtful.some((counted) => figures.has(counted))) return { doubts: [say`le chiffre de ${shown} compte peut-être autre chose`] };
    return orDoubt({ because: lackOf(reading, figures) }, { reading, asked });
  },
});

type Thing = 'data' | 'people' | 'either';

/** Figures that answer, and those that may. */
const wanted: Readonly<Record<Thing, { readonly enough: readonly Counted[]; readonly doubtful: readonly Counted[] }>> = {
  data: { enough: ['bytes', 'stored', 'records'], doubtful: ['memory', 'people', 'something', 'processor', 'machines', 'vaguely'] },
  people: {
    enough: ['people', 'something', 'unsaid', 'records'],
    doubtful: ['bytes', 'memory', 'stored', 'processor', 'machines', 'vaguely'],
  },
  either: { enough: ['bytes', 'stored', 'records', 'people'], doubtful: ['memory', 'something', 'processor', 'machines', 'vaguely'] },
};

/** What the prerequisite says that it counts, else its title, else the label of its field. */
function askedFor({ prerequisite, field }: Asked): Thing {
  if (prerequisite.counts === 'data' || prerequisite.counts === 'people') return prerequisite.counts;
  return thingOf(prerequisite.title) ?? thingOf(field.label) ?? 'either';
}

const thingOf = ofQuestion((question): Thing | null => {
  const plain = normaliseText(question);
  const people = /\b(?:utilisateurs?|usagers?|agents?|personnes)\b|^nombre d/.test(plain);
  const data = /\b(?:donnees|stockage|base|reprise|reprendre)\b/.test(plain);
  if (people === data) return people ? 'either' : null;
  return people ? 'people' : 'data';
});

function lackOf({ text }: Reading, figures: ReadonlySet<Counted>) {
  const shown = excerpt(text);
  if (figures.has('unsaid')) return say`l’unité manque dans ${shown}`;
  return /\d/.test(shown) && !/https?:/.test(shown)
    ? say`${shown} ne donne pas de quantité : ses chiffres sont ceux d’une date, d’une version ou d’une référence`
    : say`${shown} ne donne pas de chiffre, même approximatif`;
}
