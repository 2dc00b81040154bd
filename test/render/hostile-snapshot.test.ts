import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { dashboardOf } from '../../src/portfolio/dashboard.ts';
import type { Entry } from '../../src/portfolio/entry.ts';
import { weekBefore } from '../../src/portfolio/week.ts';
import { renderDashboard } from '../../src/render/dashboard.ts';
import { renderDigest } from '../../src/render/digest.ts';
import { LONGEST_COMMENT } from '../../src/render/fit.ts';
import { dossiersOf, hostileTexts } from '../portfolio/a-hostile-snapshot.ts';
import { now } from '../portfolio/a-portfolio.ts';

const calendar = { regions: [], closed: [], worked: [] };
const team = 'dnum-mi/service-team';
const reader = new MarkdownIt({ html: true, linkify: true });
const ours = /^<\/?(?:details|summary|sub)>/;

/** The texts of hostile dossiers, the process's own left as they are. */
function bodies(text: string): readonly (readonly [name: string, body: string])[] {
  const entries = dossiersOf(text, 'the process').map((snapshot): Entry => ({ kind: 'snapshot', snapshot }));
  const week = weekBefore(entries, '2027-11-29');
  if (week === null) throw new Error('nothing happened that week');
  return [
    ['tableau de bord', renderDashboard(dashboardOf(entries, { now, calendar })).markdown],
    ['résumé', renderDigest(week, team).markdown],
  ];
}

describe.each(hostileTexts)('%j, dans chaque texte du dossier', (text) => {
  it('n’appelle personne, n’ajoute ni balise, ni lien, ni titre, ni commande', () => {
    for (const [name, body] of bodies(text)) {
      const told = reader.parse(body, {}).flatMap((token) => [token, ...(token.children ?? [])]);
      const links = told.flatMap((token) => (token.type === 'link_open' ? [String(token.attrGet('href'))] : []));
      expect([name, links.filter((href) => /^\s*(?:javascript|data|vbscript):|evil\.example\/?$/i.test(decodeURIComponent(href)))]).toEqual(
        [name, []],
      );
      const html = told.filter(({ type }) => type.startsWith('html_')).flatMap(({ content }) => content.trim().split('\n'));
      expect([name, html.filter((line) => !ours.test(line))]).toEqual([name, []]);
      const plain = told.filter(({ type }) => type === 'text').map(({ content }) => content.replace(`@${team}`, ''));
      expect([name, plain.filter((part) => part.includes('@'))]).toEqual([name, []]);
      expect(told.filter(({ type }) => type === 'heading_open').every(({ tag }) => tag === 'h3')).toBe(true);
      expect(body).not.toMatch(/^\s*\/(?:forcer|valider)|[\p{Cf}[\p{Cc}--[\n]]]/mv);
    }
  });
});

it('cent mille caractères dans chaque texte tiennent dans un commentaire de GitHub', () => {
  for (const [, body] of bodies('é'.repeat(100_000))) expect(body.length).toBeLessThanOrEqual(LONGEST_COMMENT);
});
