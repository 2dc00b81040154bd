import { expect, it } from 'vitest';
import { renderDiagnosis } from '../../src/render/diagnosis.ts';
import { aDiagnosis } from '../dossier/a-diagnosis.ts';

const told = { ...aDiagnosis, repositories: [], failures: [], stages: [] };

it('le diagnostic dit les remarques sur le formulaire du dépôt, et rien sans elles', () => {
  const remark = '.github/ISSUE_TEMPLATE/f.yml:3:1: GitHub ne dit pas s’il lit la fusion YAML « << » (recopiez-la)';
  expect(renderDiagnosis({ ...told, configuration: [remark] }).markdown.replaceAll('\u00a0', ' ')).toContain(
    '⚠️ **Formulaire** : `.github/ISSUE_TEMPLATE/f.yml:3:1',
  );
  expect(renderDiagnosis(told).markdown).not.toContain('Formulaire');
});
