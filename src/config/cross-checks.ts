import type { IssueForm } from '../form/issue-form.ts';
import { listed } from '../yaml/problem.ts';
import { calendarTellsOnce, workedDaysAreHolidays } from './calendar-days.ts';
import { formerIdsAreFree, formerLabelNamesAreFree, formerLabelsAreFree } from './former-names.ts';
import { campaignsCanBeSeen } from './seen-campaigns.ts';
import { pagesAreKnown } from './pages.ts';
import type { Mistake } from './place-mistakes.ts';
import type { PrerequisiteKindName, Procedure } from './procedure.ts';
import { uniqueLabels } from './unique-labels.ts';

/** One rule over the whole procedure; `form` is null where it is not known, and then what refers to it is left alone. */
type CrossCheck = (procedure: Procedure, form: IssueForm | null) => readonly Mistake[];

/** Every rule. Each is independent: all mistakes are told at once. */
export const crossChecks: readonly CrossCheck[] = [
  uniqueLabels,
  formerIdsAreFree,
  formerLabelsAreFree,
  formerLabelNamesAreFree,
  fieldsExist,
  conditionsOnFieldsHold,
  kindsFitFields,
  teamIsText,
  gatesNamePhases,
  needsNamePhases,
  includesAreKnown,
  mirrorIsKnown,
  oneReusableWorkflow,
  attestationsAreKnown,
  campaignsCanBeSeen,
  calendarTellsOnce,
  workedDaysAreHolidays,
  pagesAreKnown,
  phasesAreReachable,
  lastPhaseCloses,
];

function fieldsExist({ prerequisites }: Procedure, form: IssueForm | null): readonly Mistake[] {
  if (form === null) return [];
  const known = new Set(form.fields.map(({ id }) => id));
  // A field of a former form bears the name of what it asked, which another field asks now.
  const heirOf = (former: string) => {
    const heir = prerequisites.find(({ id, was, field }) => (id === former || was.includes(former)) && known.has(field));
    return heir === undefined ? null : `écrivez « ${heir.field} » : c’est lui qui le demande aujourd’hui`;
  };
  return prerequisites.flatMap(({ id: prerequisite, field, explanationField, when }, index) =>
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
              also: [['form']],
              message: `le champ « ${id} » n’est pas dans le formulaire`,
              fix: heirOf(id) ?? `écrivez un de ses champs : ${listed([...known])}`,
              elsewhere: `ajoutez ce champ au formulaire, ou retirez le prérequis (id: ${prerequisite}, remove: true)`,
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
              also: [['form']],
              message: `« ${value} » n’est pas un choix du champ « ${field.id} »`,
              fix: `écrivez un de ses choix : ${listed(field.options)}`,
            },
          ],
    );
  });
}

type FieldType = IssueForm['fields'][number]['type'];

const textTypes: readonly FieldType[] = ['input', 'textarea'];

/** What a kind can read. */
const fieldTypes: Readonly<Record<PrerequisiteKindName, readonly FieldType[]>> = {
  'described-text': textTypes,
  'platform-name': textTypes,
  'attested-boxes': ['checkboxes'],
  repositories: textTypes,
  'host-names': textTypes,
  volume: textTypes,
  schedule: textTypes,
  choice: ['dropdown', ...textTypes],
  environments: textTypes,
  flows: textTypes,
};

function kindsFitFields({ prerequisites }: Procedure, form: IssueForm | null): readonly Mistake[] {
  return prerequisites.flatMap(({ kind, field: id }, index) => {
    const type = form?.fields.find((field) => field.id === id)?.type;
    const allowed = fieldTypes[kind];
    if (type === undefined || allowed.includes(type)) return [];
    return [
      {
        path: ['prerequisites', index, 'kind'],
        also: [['prerequisites', index, 'field'], ['form']],
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
  return phases.flatMap(({ id: own, gate }, at) =>
    gate.flatMap(({ phase }, index): Mistake[] => {
      if (phase === undefined || phases.some(({ id }) => id === phase)) return [];
      return [
        {
          path: ['phases', at, 'gate', index, 'phase'],
          missing: { list: 'phases', id: phase },
          message: `la phase « ${phase} » n’existe pas`,
          fix: `écrivez une phase qui existe : ${listed(phases.map(({ id }) => id))}`,
          elsewhere: `redéfinissez dans ce fichier la clé gate de la phase « ${own} », sans condition sur « ${phase} »`,
        },
      ];
    }),
  );
}

/** The first phase has no gate: nothing can be needed before it. A phase that took the place of others (`was`) answers for them. Told once for each phase. */
function needsNamePhases({ phases, prerequisites }: Procedure): readonly Mistake[] {
  const later = phases.slice(1).map(({ id }) => id);
  const named = new Set(prerequisites.flatMap(({ requiredFor }) => requiredFor ?? []));
  return [...named].flatMap((wanted): Mistake[] => {
    const rank = phases.findIndex(({ id, was }) => id === wanted || was.includes(wanted));
    if (rank > 0) return [];
    const bearers = prerequisites.filter(({ requiredFor }) => requiredFor === wanted).map(({ id }) => id);
    const message =
      rank === 0
        ? `la phase « ${wanted} » est la première : aucune réponse n’est nécessaire pour y entrer`
        : `la phase « ${wanted} » n’existe pas`;
    return [
      {
        path: ['prerequisites', prerequisites.findIndex(({ requiredFor }) => requiredFor === wanted), 'requiredFor'],
        missing: { list: 'phases', id: wanted },
        message,
        fix: `écrivez une des phases qui suivent la première : ${listed(later)}`,
        elsewhere: `ajoutez was: [${wanted}] à la phase qui la remplace, ou redéfinissez dans ce fichier la clé requiredFor de ces prérequis : ${listed(bearers)}`,
      },
    ];
  });
}

function includesAreKnown({ phases }: Procedure): readonly Mistake[] {
  return phases.flatMap(({ id: own, include }, at) =>
    include.flatMap((id, index): Mistake[] => {
      const rank = phases.findIndex((phase) => phase.id === id);
      if (rank !== -1 && rank < at) return [];
      return [
        {
          path: ['phases', at, 'include', index],
          also: [...(rank === -1 ? [] : [['phases', rank]]), ['phases', at]],
          missing: { list: 'phases', id },
          message: `la phase « ${id} » n’est pas une phase précédente`,
          fix: 'n’incluez que des phases placées avant celle-ci',
          elsewhere: `redéfinissez dans ce fichier la clé include de la phase « ${own} » (include: [] si elle n’en reprend aucune), et recopiez dans sa checklist les étapes de « ${id} » à garder`,
        },
      ];
    }),
  );
}

function mirrorIsKnown({ phases, mirror }: Procedure, form: IssueForm | null): readonly Mistake[] {
  const platforms = mirror.platforms.map(({ id }) => id);
  const fields = form?.fields.map(({ id }) => id) ?? null;
  return [
    ...phases.flatMap((phase, at) =>
      phase.mirror.flatMap((id, index): Mistake[] =>
        platforms.includes(id)
          ? []
          : [
              {
                path: ['phases', at, 'mirror', index],
                missing: { list: 'platforms', id },
                message: `la plateforme « ${id} » n’existe pas`,
                fix: platforms.length === 0 ? 'décrivez-la dans mirror.platforms' : `écrivez ${listed(platforms, ' ou ')}`,
                elsewhere: `redéfinissez dans ce fichier la clé mirror de la phase « ${phase.id} », sans « ${id} »`,
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
          also: [['form']],
          message: `le champ « ${id} » n’est pas dans le formulaire`,
          fix: `écrivez un de ses champs : ${listed(fields)}`,
          elsewhere: `ajoutez ce champ au formulaire, ou écrivez dans mirror.${key} un de ses champs : ${listed(fields)}`,
        },
      ];
    }),
  ];
}

/** The file of a repository has one job that calls the organisation's workflow. */
function oneReusableWorkflow({ mirror }: Procedure): readonly Mistake[] {
  const called = mirror.platforms.flatMap(({ transport }, index) => (transport.kind === 'reusable' ? [{ transport, index }] : []));
  const [first, ...others] = called;
  return others.flatMap(({ transport: { uses, version }, index }): Mistake[] =>
    first?.transport.uses === uses && first.transport.version === version
      ? []
      : [
          {
            path: ['mirror', 'platforms', index, 'transport'],
            also: [['mirror', 'platforms', first?.index ?? 0, 'transport']],
            message: 'un fichier n’appelle qu’un workflow réutilisable, et une autre plateforme en nomme un autre',
            fix: 'écrivez le même « uses » et la même « version » partout',
          },
        ],
  );
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
          also: [
            ['phases', rank],
            ['phases', at],
          ],
          message: `personne ne peut entrer dans la phase « ${id} » : elle attend « ${phase ?? ''} », qui ne vient pas avant`,
          fix: 'nommez une phase précédente',
        },
      ];
    }),
  );
}

function lastPhaseCloses({ phases }: Procedure): readonly Mistake[] {
  const last = phases.length - 1;
  return phases.flatMap(({ closes }, at): Mistake[] => {
    if (closes === (at === last)) return [];
    return at === last
      ? [{ path: ['phases', at], message: 'la dernière phase ne ferme pas le dossier', fix: 'ajoutez closes: true à la dernière phase' }]
      : [
          {
            path: ['phases', at, 'closes'],
            also: [['phases', last]],
            message: 'seule la dernière phase ferme le dossier',
            fix: 'retirez closes de cette phase',
            elsewhere:
              'placez cette phase avant celle qui ferme le dossier (clé after), ou écrivez-y closes: true et closes: false dans l’autre',
          },
        ];
  });
}

function attestationsAreKnown({ checks }: Procedure, form: IssueForm | null): readonly Mistake[] {
  if (form === null) return [];
  return checks.attestations.flatMap(({ field: id, option }, index): Mistake[] => {
    const path = ['checks', 'attestations', index];
    const boxes = form.fields.filter((field) => field.type === 'checkboxes');
    const field = boxes.find((candidate) => candidate.id === id);
    if (field === undefined) {
      const fix = `écrivez un de ses champs à cases : ${listed(boxes.map((box) => box.id))}`;
      const message = `le champ à cases « ${id} » n’est pas dans le formulaire`;
      return [{ path: [...path, 'field'], also: [['form']], message, fix, elsewhere: attestationsElsewhere }];
    }
    const options = field.options.map(({ label }) => label);
    if (options.includes(option)) return [];
    const fix = `recopiez une de ses cases : ${listed(options, ' ; ')}`;
    const message = `« ${option} » n’est pas une case du champ « ${id} »`;
    return [{ path: [...path, 'option'], also: [['form']], message, fix, elsewhere: attestationsElsewhere }];
  });
}

const attestationsElsewhere =
  'ajoutez-le au formulaire, ou redéfinissez checks.attestations dans ce fichier (checks: { attestations: [] } si aucune case n’atteste rien)';
