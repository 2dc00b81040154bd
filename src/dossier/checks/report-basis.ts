import { type DeclaredText, readDeclaredText } from '../../answers/declared-resources.ts';
import { type Production, productionOf } from '../../config/production.ts';
import { answerTo } from '../../form/answer-to.ts';
import { digest } from '../../words/digest.ts';
import { keepLast } from '../../words/keep-last.ts';
import type { Dossier } from '../dossier.ts';

/** What the report of a commit rests on besides its files: production as the process tells it, and what the dossier declares of its environments. */
export interface ReportBasis extends Production {
  readonly declared: DeclaredText;
}

/** Texts whose reading is kept: a decision asks for each repository, and for each commit that people look at there. */
const KEPT = 8;

const declaredIn = keepLast(KEPT, readDeclaredText);

/** What the reports of a dossier rest on. */
export function reportBasis({ procedure, answers }: Pick<Dossier, 'procedure' | 'answers'>): ReportBasis {
  const fields = new Set(procedure.prerequisites.filter(({ kind }) => kind === 'environments').map(({ field }) => field));
  const texts = [...fields].flatMap((field) => {
    const answer = answerTo(answers, field);
    return typeof answer === 'string' ? [answer] : [];
  });
  return { ...productionOf(procedure), declared: declaredIn(texts.join('\n')) };
}

/** The same as one word. Where there are no clusters, or nothing is declared, it is the word of before they were told. */
export function basisDigest(dossier: Pick<Dossier, 'procedure' | 'answers'>): string {
  const { registries, clusters, declared } = reportBasis(dossier);
  const production = clusters.length === 0 ? registries : [registries, clusters];
  return digest(JSON.stringify(declared.length === 0 ? production : { production, declared }));
}
