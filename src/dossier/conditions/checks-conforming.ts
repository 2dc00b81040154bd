import type { ChecksObstacle, RepositoryChecks } from '../checks/assess-checks.ts';
import { ruleInfo } from '../checks/rules.ts';
import { counted } from '../../words/dates.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import type { JudgeCondition } from './condition.ts';

/** No rule that blocks in production is broken in the declared repositories. Only tells, where the process says `inform`. */
export const checksConforming: JudgeCondition = (dossier) => {
  const checks = dossier.checks;
  const required = dossier.procedure.checks.mode === 'require';
  const broken = checks.filter(({ summary }) => summary !== null && summary.counts.blocking > 0);
  const unseen = checks.filter(({ summary }) => summary === null);
  const base = { name: 'checks-conforming', title: 'Vérifications techniques', who: 'projet' } as const;
  const open = required ? [...broken, ...unseen] : broken;
  if (open.length === 0) {
    const seen = checks.length - unseen.length;
    return { ...base, met: true, because: [seenText(seen, unseen.length), ignoredText(checks)], fix: null, details: [] };
  }
  return {
    ...base,
    met: !required,
    because: [
      `${open.length > 1 ? `${open.length} dépôts restent` : 'un dépôt reste'} à mettre en conformité ou à vérifier`,
      ...(required ? [] : [', à titre d’information']),
    ],
    fix: required ? say`corrigez ce que signale « Vérifications techniques » : chaque envoi sur la branche par défaut est relu` : null,
    details: open.map(describe),
  };
};

/** A repository that was not seen is told: nothing is known of it. */
function seenText(seen: number, unseen: number): string {
  if (seen === 0) return noneSeenText(unseen);
  const fine =
    seen === 1 ? 'le dépôt vérifié ne bloquera pas en production' : `les ${seen} dépôts vérifiés ne bloqueront pas en production`;
  return unseen === 0 ? fine : `${fine}, ${counted(unseen, 'autre n’est pas encore vérifié', 'autres ne sont pas encore vérifiés')}`;
}

function noneSeenText(unseen: number): string {
  if (unseen === 0) return 'aucun dépôt à vérifier';
  return unseen === 1 ? 'le dépôt déclaré n’est pas encore vérifié' : `aucun des ${unseen} dépôts déclarés n’est encore vérifié`;
}

/** What was set aside is not hidden from whoever lets the dossier pass. */
function ignoredText(checks: readonly RepositoryChecks[]): string {
  const ignored = checks.reduce((sum, { summary }) => sum + (summary?.counts.ignored ?? 0), 0);
  return ignored === 0 ? '' : ` (${counted(ignored, 'règle ignorée avec un motif', 'règles ignorées avec un motif')})`;
}

function describe({ name, summary, obstacle }: RepositoryChecks): Sentence {
  if (summary === null) return [{ quoted: name }, ` : ${obstacleText(obstacle)}`];
  const { blocking } = summary.counts;
  const names = summary.broken.filter(({ rule }) => ruleInfo[rule].severity === 'blocks').map(({ rule }) => ruleInfo[rule].title);
  const list = names.length === 0 ? '' : ` (${names.join(', ')})`;
  return [{ quoted: name }, ` : ${blocking > 1 ? `${blocking} règles bloquantes` : '1 règle bloquante'}${list}`];
}

/** Of one that is out of reach, why is not said here: the status tells it. */
function obstacleText(obstacle: ChecksObstacle | null): string {
  switch (obstacle) {
    case null:
      return 'pas encore vérifié';
    case 'empty':
      return 'vide, il sera vérifié à son premier envoi';
    case 'too-many':
      return 'non vérifié, l’application vérifie vingt dépôts par dossier au plus';
    case 'not-authorised':
      return 'non vérifié, la personne qui l’a inscrit dans la demande ne peut pas y écrire';
    case 'right-unverified':
    case 'unreachable':
    case 'unreadable':
      return 'non vérifiable pour le moment';
    default:
      return obstacle satisfies never;
  }
}
