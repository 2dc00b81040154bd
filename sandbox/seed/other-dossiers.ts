import { renderAnswers } from '../../src/form/render-answers.ts';
import type { IssueForm } from '../../src/form/issue-form.ts';
import type { Sandbox } from '../start-sandbox.ts';
import { goodAnswers } from './good-answers.ts';
import type { Login } from './people.ts';

/** What a dossier besides the tour's is, and what people do in it. */
const dossiers: readonly {
  readonly by: Login;
  readonly title: string;
  readonly lacks?: readonly string[];
  readonly said: readonly (readonly [who: Login, comment: string])[];
}[] = [
  { by: 'ines-caron', title: 'Registre des armes', said: [['camille-st', '/forcer ovh démonstration promise au cabinet']] },
  { by: 'hugo-petit', title: 'Annuaire des préfectures', lacks: ['architecture', 'calendrier'], said: [] },
  { by: 'ines-caron', title: 'Alertes crues', said: [['ines-caron', 'Peut-on garder notre base actuelle ?']] },
  { by: 'karim-benali', title: 'Suivi des recours', said: [['sacha-st', '/flux tous demandé REQ-2031']] },
];

/** Opens a few more dossiers in a sandbox, so that its portfolio looks like one. Resolves when the App has reacted to each. */
export async function openOtherDossiers({ as, settle }: Pick<Sandbox, 'as' | 'settle'>, form: IssueForm): Promise<void> {
  for (const { by, title, lacks = [], said } of dossiers) {
    const answers = { ...goodAnswers, 'projet-nom': title, ...Object.fromEntries(lacks.map((id) => [id, null])) };
    const number = await as(by).submitForm({ title, body: renderAnswers(form, answers) });
    await settle();
    for (const [who, comment] of said) await as(who).comment(number, comment);
    await settle();
  }
}
