import { excerpt } from '../../answers/excerpt.ts';
import { readRepositories } from '../../answers/repository-list.ts';
import { type RuleName, ruleNames } from '../../config/checks-schema.ts';
import { repositoryKey, sameRepository } from '../../words/key.ts';
import { checkedRepositories } from '../checks/assess-checks.ts';
import { ruleInfo } from '../checks/rules.ts';
import type { Command, CommandCall, CommandResult } from './command.ts';
import { takeNo } from './take-no.ts';
import { readWaiverReason } from './waiver-reason.ts';

/** The rule that the arguments of `/sans-objet` begin with; null where they begin with something else. */
export function ruleIn(args: string): RuleName | null {
  const first = args.split(/\s+/)[0]?.toLowerCase();
  return ruleNames.find((rule) => rule === first) ?? null;
}

/** `/sans-objet <règle> [owner/repo] <motif> [jusqu’au AAAA-MM-JJ]`, or `non` in place of the reason: a rule of the checks no longer counts in a repository, or in all, for ever or until the end of a day; its findings stay shown and counted. */
export function waiveRule({ dossier, by, args, comment }: CommandCall, rule: RuleName, command: Command): CommandResult {
  const wrong = (problem: string, choices: readonly string[]): CommandResult => ({
    dossier,
    reply: { kind: 'wrong-argument', command, problem, choices },
  });
  const [, second = '', ...others] = args.split(/\s+/);
  const [mention] = /^\S+\/\S+$/.test(second) ? readRepositories(second, dossier.procedure.github) : [];
  const named = mention?.kind === 'github' ? `${mention.owner}/${mention.name}` : null;
  const declared = checkedRepositories(dossier);
  if (named !== null && !declared.some((name) => sameRepository(name, named)))
    return wrong(
      'ce dépôt n’est pas vérifié dans ce dossier',
      declared.map((name) => `${rule} ${name} motif`),
    );
  const repository = named === null ? null : repositoryKey(named);
  const rest = (named === null ? [second, ...others] : others).join(' ').trim();
  const title = `${ruleInfo[rule].title} (${rule})${named === null ? '' : `, dans ${named}`}`;
  const kept = dossier.state.ruleWaivers.filter((one) => one.rule !== rule || one.repository !== repository);
  const at = comment.updatedAt;
  if (takeNo(rest).no && takeNo(rest).rest === '') {
    if (kept.length === dossier.state.ruleWaivers.length) return wrong('cette règle n’était pas mise de côté', []);
    const notes = [...dossier.state.notes, { at, by, kind: 'unwaived', about: title, reason: null } as const];
    return { dossier: dossier.with({ ruleWaivers: kept, notes }), reply: { kind: 'unwaived', title } };
  }
  const read = readWaiverReason(rest, { at, now: dossier.now });
  if (read.kind === 'wrong')
    return wrong(read.problem, [`${rule}${named === null ? '' : ` ${named}`} ${rest === '' ? example : read.instead}`]);
  const { until } = read;
  const reason = excerpt(read.reason);
  const notes = [...dossier.state.notes, { at, by, kind: 'waived', about: title, reason } as const];
  return {
    dossier: dossier.with({ ruleWaivers: [...kept, { rule, repository, by, at, reason, until }], notes }),
    reply: { kind: 'waived', title, waiver: { by, at, reason, until } },
  };
}

const example = 'vu avec l’équipe : image de démonstration';
