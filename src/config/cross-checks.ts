import type { IssueForm } from '../form/issue-form.ts';
import type { Described } from '../yaml/describe-issue.ts';
import type { Label, PrerequisiteKindName, Procedure } from './procedure.ts';

/** A mistake that only shows when several parts of the procedure are read together. */
export type Mistake = Described;

/** One rule over the whole procedure; `form` is null where it is not known, and then what refers to it is left alone. */
type CrossCheck = (procedure: Procedure, form: IssueForm | null) => readonly Mistake[];

/** Every rule. Each is independent: all mistakes are told at once. */
export const crossChecks: readonly CrossCheck[] = [
  uniqueIds,
  uniqueLabels,
  fieldsExist,
  conditionsOnFieldsHold,
  kindsFitFields,
  teamIsText,
  gatesNamePhases,
  includesAreKnown,
  mirrorIsKnown,
  attestationsAreKnown,
  phasesAreReachable,
  lastPhaseCloses,
];

function uniqueIds({ prerequisites, phases }: Procedure): readonly Mistake[] {
  return [
    ...repeated(prerequisites.map(({ id }) => id)).map((index) => duplicate(['prerequisites', index, 'id'], prerequisites[index]?.id)),
    ...repeated(phases.map(({ id }) => id)).map((index) => duplicate(['phases', index, 'id'], phases[index]?.id)),
    ...phases.flatMap(({ checklist }, at) =>
      repeated(checklist.map(({ id }) => id)).map((index) => duplicate(['phases', at, 'checklist', index, 'id'], checklist[index]?.id)),
    ),
  ];
}

function duplicate(path: Mistake['path'], id: string | undefined): Mistake {
  return { path, message: `l’identifiant « ${id ?? ''} » est déjà pris`, fix: 'choisissez-en un autre' };
}

/** Indices of the values that appeared before. */
function repeated(values: readonly string[]): readonly number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}

/** GitHub compares label names without case; descriptions tell a renamed label from another. */
function uniqueLabels({ labels, phases }: Procedure): readonly Mistake[] {
  const all: { path: Mistake['path']; label: Label }[] = [
    ...Object.entries(labels).map(([role, label]) => ({ path: ['labels', role], label })),
    ...phases.map(({ label }, index) => ({ path: ['phases', index, 'label'], label })),
  ];
  const names = repeated(all.map(({ label }) => label.name.toLowerCase()));
  const descriptions = repeated(all.map(({ label }) => label.description));
  return [
    ...names.map((index) => ({
      path: [...(all[index]?.path ?? []), 'name'],
      message: `l’étiquette « ${all[index]?.label.name ?? ''} » sert deux fois`,
      fix: 'donnez un nom différent à chaque étiquette (GitHub ne distingue pas les majuscules)',
    })),
    ...descriptions.map((index) => ({
      path: [...(all[index]?.path ?? []), 'description'],
      message: `cette description sert déjà à une autre étiquette`,
      fix: 'écrivez une description propre à chaque étiquette',
    })),
  ];
}

function fieldsExist({ prerequisites }: Procedure, form: IssueForm | null): readonly Mistake[] {
  if (form === null) return [];
  const known = new Set(form.fields.map(({ id }) => id));
  return prerequisites.flatMap(({ field, explanationField, when }, index) =>
    [
      { path: ['prerequisites', index, 'field'], id: field },
      { path: ['prerequisites', index, 'explanationField'], id: explanationField },
      { path: ['prerequisites', index, 'when', 'field'], id: when?.field },
    ].flatMap(({ path, id }) =>
      id === undefined || known.has(id)
        ? []
        : [
            {
              path,
              message: `le champ « ${id} » n’est pas dans le formulaire`,
              fix: `écrivez un de ses champs : ${[...known].join(', ')}`,
            },
          ],
    ),
  );
}

function conditionsOnFieldsHold({ prerequisites }: Procedure, form: IssueForm | null): readonly Mistake[] {
  return prerequisites.flatMap(({ when }, index) => {
    const field = form?.fields.find(({ id }) => id === when?.field);
    if (when === undefined || field?.type !== 'dropdown') return [];
    const key = when.in === undefined ? 'notIn' : 'in';
    return (when[key] ?? []).flatMap((value, at) =>
      field.options.includes(value)
        ? []
        : [
            {
              path: ['prerequisites', index, 'when', key, at],
              message: `« ${value} » n’est pas un choix du champ « ${field.id} »`,
              fix: `écrivez un de ses choix : ${field.options.join(', ')}`,
            },
          ],
    );
  });
}

/** What a kind can read; kinds of text read any text. */
const fieldTypes: Partial<Record<PrerequisiteKindName, readonly IssueForm['fields'][number]['type'][]>> = {
  'attested-boxes': ['checkboxes'],
  choice: ['dropdown', 'input', 'textarea'],
};

function kindsFitFields({ prerequisites }: Procedure, form: IssueForm | null): readonly Mistake[] {
  return prerequisites.flatMap(({ kind, field: id }, index) => {
    const type = form?.fields.find((field) => field.id === id)?.type;
    const allowed = fieldTypes[kind] ?? ['input', 'textarea'];
    if (type === undefined || allowed.includes(type)) return [];
    return [
      {
        path: ['prerequisites', index, 'kind'],
        message: `« ${kind} » ne sait pas lire le champ « ${id} », de type ${type}`,
        fix: `choisissez une autre façon de vérifier, ou un champ de type ${allowed.join(' ou ')}`,
      },
    ];
  });
}

function teamIsText({ prerequisites }: Procedure, form: IssueForm | null): readonly Mistake[] {
  return prerequisites.flatMap(({ namesTeam, field: id }, index): Mistake[] => {
    const type = form?.fields.find((field) => field.id === id)?.type;
    if (!namesTeam || type === undefined || type === 'input' || type === 'textarea') return [];
    const message = `personne n’écrit de compte GitHub dans le champ « ${id} », de type ${type}`;
    return [
      { path: ['prerequisites', index, 'namesTeam'], message, fix: 'retirez namesTeam, ou nommez un champ de type input ou textarea' },
    ];
  });
}

function gatesNamePhases({ phases }: Procedure): readonly Mistake[] {
  return phases.flatMap(({ gate }, at) =>
    gate.flatMap(({ condition, phase }, index): Mistake[] => {
      const path = ['phases', at, 'gate', index];
      const needsPhase = condition === 'checklist-done' || condition === 'phase-entered';
      if (needsPhase && phase === undefined) {
        return [{ path, message: `la condition « ${condition} » ne dit pas de quelle phase`, fix: 'ajoutez la clé phase' }];
      }
      if (phase === undefined || phases.some(({ id }) => id === phase)) return [];
      return [
        {
          path: [...path, 'phase'],
          message: `la phase « ${phase} » n’existe pas`,
          fix: `écrivez ${phases.map(({ id }) => id).join(', ')}`,
        },
      ];
    }),
  );
}

function includesAreKnown({ phases }: Procedure): readonly Mistake[] {
  return phases.flatMap(({ include }, at) =>
    include.flatMap((id, index): Mistake[] => {
      const earlier = phases.slice(0, at).some((phase) => phase.id === id);
      return earlier
        ? []
        : [
            {
              path: ['phases', at, 'include', index],
              message: `la phase « ${id} » n’est pas une phase précédente`,
              fix: 'n’incluez que des phases placées avant celle-ci',
            },
          ];
    }),
  );
}

function mirrorIsKnown({ phases, mirror }: Procedure, form: IssueForm | null): readonly Mistake[] {
  const platforms = mirror.platforms.map(({ id }) => id);
  const fields = form?.fields.map(({ id }) => id) ?? null;
  return [
    ...repeated(platforms).map((index) => duplicate(['mirror', 'platforms', index, 'id'], platforms[index])),
    ...phases.flatMap((phase, at) =>
      phase.mirror.flatMap((id, index): Mistake[] =>
        platforms.includes(id)
          ? []
          : [
              {
                path: ['phases', at, 'mirror', index],
                message: `la plateforme « ${id} » n’existe pas`,
                fix: `écrivez ${platforms.join(' ou ')}`,
              },
            ],
      ),
    ),
    ...(['branchesField', 'optionsField'] as const).flatMap((key): Mistake[] => {
      const id = mirror[key];
      if (id === undefined || fields === null || fields.includes(id)) return [];
      return [
        {
          path: ['mirror', key],
          message: `le champ « ${id} » n’est pas dans le formulaire`,
          fix: `écrivez un de ses champs : ${fields.join(', ')}`,
        },
      ];
    }),
  ];
}

/** A gate that needs its own phase, or a later one, never opens. */
function phasesAreReachable({ phases }: Procedure): readonly Mistake[] {
  return phases.flatMap(({ id, gate }, at) =>
    gate.flatMap(({ phase }, index): Mistake[] => {
      const rank = phases.findIndex((candidate) => candidate.id === phase);
      if (rank === -1 || rank < at) return [];
      return [
        {
          path: ['phases', at, 'gate', index, 'phase'],
          message: `personne ne peut entrer dans la phase « ${id} » : elle attend « ${phase ?? ''} », qui ne vient pas avant`,
          fix: 'nommez une phase précédente',
        },
      ];
    }),
  );
}

function lastPhaseCloses({ phases }: Procedure): readonly Mistake[] {
  return phases.flatMap(({ closes }, at): Mistake[] => {
    const last = at === phases.length - 1;
    if (closes === last) return [];
    return last
      ? [{ path: ['phases', at], message: 'la dernière phase ne ferme pas le dossier', fix: 'ajoutez closes: true à la dernière phase' }]
      : [{ path: ['phases', at, 'closes'], message: 'seule la dernière phase ferme le dossier', fix: 'retirez closes de cette phase' }];
  });
}

function attestationsAreKnown({ checks }: Procedure, form: IssueForm | null): readonly Mistake[] {
  if (form === null) return [];
  return checks.attestations.flatMap(({ field: id, option }, index): Mistake[] => {
    const path = ['checks', 'attestations', index];
    const boxes = form.fields.filter((field) => field.type === 'checkboxes');
    const field = boxes.find((candidate) => candidate.id === id);
    if (field === undefined) {
      const fix = `écrivez un de ses champs à cases : ${boxes.map((box) => box.id).join(', ')}`;
      return [{ path: [...path, 'field'], message: `le champ à cases « ${id} » n’est pas dans le formulaire`, fix }];
    }
    const options = field.options.map(({ label }) => label);
    if (options.includes(option)) return [];
    const fix = `recopiez une de ses cases : ${options.join(' ; ')}`;
    return [{ path: [...path, 'option'], message: `« ${option} » n’est pas une case du champ « ${id} »`, fix }];
  });
}
