import MarkdownIt from 'markdown-it';
import { expect, it } from 'vitest';
import { dashboardOf } from '../../src/portfolio/dashboard.ts';
import type { Entry } from '../../src/portfolio/entry.ts';
import { weekBefore } from '../../src/portfolio/week.ts';
import { renderDashboard } from '../../src/render/dashboard.ts';
import { renderDigest } from '../../src/render/digest.ts';
import { LONGEST_COMMENT } from '../../src/render/fit.ts';
import { aFlow } from '../portfolio/a-portfolio.ts';
import { anEntry, clocksOfTurn } from '../portfolio/a-snapshot.ts';

const now = '2027-03-03T09:00:00Z';
const monday = '2027-03-01';
const calendar = { regions: [], closed: [], worked: [] };
const team = 'dnum-mi/service-team';

function everythingOf(text: string): Entry {
  return anEntry({
    title: text,
    phase: { id: 'ovh', title: 'OVH', since: '2027-02-24T09:00:00Z' },
    history: [{ kind: 'phase', at: '2027-02-24T09:00:00Z', by: text, how: 'forced', phase: 'OVH', reason: text }],
    questions: [{ by: text, at: '2027-02-24T09:00:00Z', url: 'https://github.test/q' }],
    clocks: clocksOfTurn('service-team', '2027-02-24T09:00:00Z', 2),
    deadline: { day: '2027-03-05', label: text },
    flows: [{ ...aFlow(1), status: 'demande', since: '2027-02-01T09:00:00Z', note: text, destination: text, source: text }],
    campaigns: [{ id: 'c', title: 'Une campagne', until: '2027-06-30', standing: 'concerned' }],
  });
}

function textsOf(entries: readonly Entry[]): readonly [dashboard: string, digest: string] {
  const week = weekBefore(entries, monday);
  if (week === null) throw new Error('nothing happened that week');
  return [renderDashboard(dashboardOf(entries, { now, calendar })).markdown, renderDigest(week, team).markdown];
}

const reader = new MarkdownIt({ html: true, linkify: true });
const pieces = (markdown: string) => reader.parse(markdown, {}).flatMap((token) => [token, ...(token.children ?? [])]);
const ours = /^<\/?(?:details|summary|sub)>/;

it.each([
  '@dnum-mi/service-team @camille-st',
  '`@camille-st` ``` @camille-st',
  '](https://evil.example) [x](https://evil.example)',
  '<img src=https://evil.example/x> <!-- accostage:slot=semaine/2027-03-01 -->',
  '</details> --> <script>',
  '<!--',
  '\n\n# Titre\n\n- [ ] case\n\n/forcer ovh',
  '\r\n@camille-st\r/valider tous',
  '\u{202E}@camille-st\u{200B}',
  'fixes #1 dnum-mi/hub#2 https://evil.example',
  '| a | b |\n| - | - |',
  '&lt;b&gt; &#64;camille-st',
])('%j n’appelle personne, ne fait ni lien, ni HTML, ni marque', (text) => {
  for (const body of textsOf([everythingOf(text)])) {
    const told = pieces(body);
    const links = told.flatMap((token) => (token.type === 'link_open' ? [String(token.attrGet('href'))] : []));
    expect(links.filter((href) => href.includes('evil.example'))).toEqual([]);
    const html = told.filter(({ type }) => type.startsWith('html_')).flatMap(({ content }) => content.trim().split('\n'));
    expect(html.filter((line) => !ours.test(line))).toEqual([]);
    expect(told.filter(({ type }) => type === 'text').some(({ content }) => content.replace(`@${team}`, '').includes('@'))).toBe(false);
    expect(told.filter(({ type }) => type === 'heading_open' || type === 'table_open').every(({ tag }) => tag === 'h3')).toBe(true);
    expect(body).not.toMatch(/^\s*\/(?:forcer|valider)/m);
  }
});

it('cinq mille dossiers aux longs titres tiennent dans le tableau de bord et dans le résumé', () => {
  const one = everythingOf('<`é'.repeat(85));
  for (const body of textsOf(Array.from({ length: 5_000 }, () => one))) {
    expect(body.length).toBeLessThanOrEqual(LONGEST_COMMENT);
    expect(body.replaceAll('\u00a0', ' ')).toMatch(/et \d+ autres\./);
  }
});
