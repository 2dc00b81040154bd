import { describe, expect, it } from 'vitest';
import { joinInstalls } from '../../../src/inspect/delivery/argo-installs.ts';
import type { Install } from '../../../src/inspect/helmfile/install.ts';

const anInstall = (text: string, more: Partial<Install> = {}): Install => ({
  from: 'a.yaml',
  environment: 'api',
  chart: 'c/Chart.yaml',
  release: { name: 'api', namespace: 'p' },
  values: [{ path: 'v.yaml', text }],
  ...more,
});

describe('les installations d’un chart', () => {
  it('chacune une fois, la plus sûre d’abord, une par nom', () => {
    const sure = anInstall('a: 1', { by: 'dev' });
    const [same, supposed] = [anInstall('a: 1', { by: 'prod' }), anInstall('a: 1', { by: 'dev', isSupposed: true })];
    expect(joinInstalls([supposed, sure, same])).toEqual([sure]);
  });

  it('celle qui n’est pas gardée n’en cache pas d’autres', () => {
    const [first, second, third] = [anInstall('a: 1', { by: 'dev' }), anInstall('a: 2', { by: 'dev' }), anInstall('a: 2', { by: 'prod' })];
    expect(joinInstalls([first, second, third])).toEqual([first, third]);
  });

  it('dix au plus de chaque chart', () => {
    const many = Array.from({ length: 30 }, (_, index) => anInstall('', { environment: `e${index}`, chart: `${index % 2}/Chart.yaml` }));
    expect(joinInstalls(many).map(({ chart }) => chart)).toEqual([...Array(10).fill('0/Chart.yaml'), ...Array(10).fill('1/Chart.yaml')]);
  });

  it('de grands textes se comparent sans se recopier', () => {
    const text = 'x'.repeat(1_000_000);
    const [one, other] = ['dev', 'prod'].map((by) =>
      anInstall('', { by, values: Array.from({ length: 600 }, () => ({ path: 'v.yaml', text })) }),
    );
    if (one === undefined || other === undefined) throw new Error('two');
    expect(joinInstalls([one, other])).toEqual([one]);
  });
});
