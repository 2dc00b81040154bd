import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { dossierKey } from '../../../src/words/key.ts';
import { aFlow, manyDossiers, now, portfolioOf } from '../../portfolio/a-portfolio.ts';
import { aSnapshot } from '../../portfolio/a-snapshot.ts';
import { attribute, elements, open, type Page, rowsOf, textOf, within } from './a-page.ts';
import { ours, theirs } from './a-waiting-dossier.ts';
import { assets, camille, pagesOf } from './serve-pages.ts';

const hub = { owner: 'dnum-mi', repo: 'dso-formation' };

const names = (page: Page, section: string) => rowsOf(page.at(section)).map(([name = '']) => /#(\d+)/.exec(name)?.[1]);

describe('le portefeuille', () => {
  it('à nous, le plus ancien d’abord, puis au projet ; chacun avec ce qu’il faut faire', async () => {
    const pages = pagesOf(portfolioOf([ours(1, '2027-11-10'), ours(2, '2027-10-04'), theirs(3, '2027-11-22'), ours(4, '2027-11-25')]));
    const page = await open(pages, '/portefeuille');
    expect(page.all('h2').map(textOf)).toEqual([
      'À nous, le plus ancien d’abord 3 dossiers',
      'Au projet 1 dossier',
      'Technique 4 dossiers',
      'Chiffres',
    ]);
    expect(names(page, 'nous')).toEqual(['2', '1', '4']);
    expect(names(page, 'projet')).toEqual(['3']);
    const [oldest = []] = rowsOf(page.at('nous'));
    // 4 October to 26 November, less the 1st and the 11th of November.
    expect(oldest[1]).toBe('37 jours ouvrés depuis le 4 octobre 2027');
    expect(oldest[2]).toMatch(/^Tout est prêt pour la suite\. Posez l’étiquette phase: OVH/);
  });

  it.each(['nous', 'projet'] as const)('« %s » : une question sans réponse se voit, et mène à la plus ancienne', async (list) => {
    const make = list === 'nous' ? ours : theirs;
    const question = (day: string) => ({ by: 'lea-martin', at: `${day}T09:00:00Z`, url: `https://github.test/${day}` });
    const asked = make(1, '2027-11-10', { questions: [question('2027-11-10'), question('2027-11-12')] });
    const page = await open(pagesOf(portfolioOf([asked, make(2, '2027-11-11', { questions: [] })])), '/portefeuille');
    const [first = '', second = ''] = rowsOf(page.at(list)).map(([name = '']) => name);
    expect(first).toContain('2 questions sans réponse');
    expect(second).not.toContain('question');
    expect(within(page.at(list), 'a').map((link) => attribute(link, 'href'))).toContain('https://github.test/2027-11-10');
  });

  it('en bref : ouverts, à nous et depuis quand, au projet, flux demandés, embarqués de l’année', async () => {
    const flow = { ...aFlow(1), since: '2027-11-06T09:00:00Z' };
    const pages = pagesOf(portfolioOf([ours(1, '2027-11-10', { flows: [flow] }), theirs(2, '2027-11-22', { asleep: true })]));
    const [headline] = (await open(pages, '/portefeuille')).all('ul').filter((list) => attribute(list, 'aria-label') === 'En bref');
    expect(headline === undefined ? [] : within(headline, 'li').map(textOf)).toEqual([
      '2 ouverts dont 1 en sommeil',
      '1 à nous le plus ancien depuis le 10 novembre 2027',
      '1 au projet',
      '1 flux demandé le plus ancien depuis 20 jours',
      '0 embarqué cette année',
      '0 changement depuis mardi dernier',
    ]);
  });

  it('vide, il le dit', async () => {
    const page = await open(pagesOf(portfolioOf([])), '/portefeuille');
    expect(page.text).toContain('Aucun dossier à vous montrer pour l’instant.');
    expect(page.text).toContain('Aucun dossier n’attend la Service Team.');
    expect(page.all('figure')).toHaveLength(3);
  });

  it('une échéance proche est marquée, pour qui ne voit pas la couleur aussi', async () => {
    const pages = pagesOf(
      portfolioOf([
        ours(1, '2027-11-10', { deadline: { day: '2027-12-10', label: 'recette' } }),
        ours(2, '2027-11-11', { deadline: { day: '2028-03-01', label: null } }),
      ]),
    );
    const rows = rowsOf((await open(pages, '/portefeuille')).at('nous'));
    expect(rows.map((cells) => cells[5])).toEqual(['10 décembre 2027 (dans moins de 30 jours) recette', '1er mars 2028']);
  });

  it('technique : ce qui bloque, ce qui n’est pas atteint, ce qui ne se synchronise pas', async () => {
    const findings = { ...aSnapshot().findings, repositories: 3, unread: 0, blocking: 0 };
    const pages = pagesOf(
      portfolioOf([
        theirs(1, '2027-11-10', { findings: { ...findings, blocking: 2 } }),
        theirs(2, '2027-11-11', { findings: { ...findings, unread: 1 } }),
        theirs(3, '2027-11-12', { findings, mirrors: { failing: 1, mirrored: 2 } }),
        theirs(4, '2027-11-13', { findings, mirrors: { mirrored: 3 } }),
      ]),
    );
    const rows = rowsOf((await open(pages, '/portefeuille')).at('technique'));
    expect(rows.map((cells) => cells.slice(2))).toEqual([
      ['2', '0', '0', '0', '0'],
      ['0', '1', '0', '0', '0'],
      ['0', '0', '1', '0', '2'],
    ]);
  });
});

describe('les filtres sont dans l’adresse', () => {
  const told = [
    ours(1, '2027-11-10', { title: 'Démat-Permis', referents: ['camille-st'], exposure: ['Internet'], platforms: ['OVH'] }),
    theirs(2, '2027-11-11', {
      title: 'Registre',
      referents: [],
      exposure: ['RIE'],
      platforms: [],
      deadline: { day: '2027-12-01', label: null },
    }),
    ours(3, '2027-11-12', { title: 'Alertes', referents: ['Camille-ST', 'sacha-st'], exposure: ['Internet', 'RIE'], deadline: null }),
  ].map((snapshot, index) => (index === 2 ? { ...snapshot, phase: { ...snapshot.phase, id: 'ovh', title: 'OVH' } } : snapshot));
  const pages = pagesOf(portfolioOf(told));
  const kept = async (query: string) => {
    const page = await open(pages, `/portefeuille?${query}`);
    return [...new Set(['nous', 'projet'].flatMap((section) => names(page, section)))].toSorted((one = '', other = '') =>
      one.localeCompare(other),
    );
  };

  it.each([
    ['phase=ovh', ['3']],
    ['tour=projet', ['2']],
    ['referent=camille-st', ['1', '3']],
    ['referent=-', ['2']],
    ['echeance=30', ['2']],
    ['echeance=-', ['3']],
    ['exposition=RIE', ['2', '3']],
    ['plateforme=OVH', ['1']],
    ['q=demat permis', ['1']],
    ['q=%231', ['1']],
    ['q=sacha', ['3']],
    ['exposition=RIE&phase=ovh', ['3']],
    ['exposition=RIE&tour=', ['2', '3']],
    ['q=rien de tel', []],
  ])('%s', async (query, expected) => {
    expect(await kept(query)).toEqual(expected);
  });

  it('ceux qui tiennent sont dits, choisis dans le formulaire, et se retirent d’un lien', async () => {
    const page = await open(pages, '/portefeuille?phase=ovh&q=alertes&tri=dossier');
    const held = page.all('ul').find((list) => attribute(list, 'aria-label') === 'Filtres actifs');
    const links = held === undefined ? [] : within(held, 'a');
    expect(links.map(textOf)).toEqual(['Phase : OVH ×', 'texte : « alertes » ×']);
    expect(links.map((link) => attribute(link, 'href'))).toEqual([
      '/portefeuille?q=alertes&tri=dossier',
      '/portefeuille?phase=ovh&tri=dossier',
    ]);
    expect(
      page
        .all('option')
        .filter((option) => attribute(option, 'selected') !== null)
        .map(textOf),
    ).toEqual(['OVH']);
    expect(attribute(page.at('filtre-q'), 'value')).toBe('alertes');
    expect(page.all('img').map((image) => attribute(image, 'src'))[0]).toBe(
      '/graphiques/dossiers-par-phase.svg?phase=ovh&q=alertes&tri=dossier',
    );
  });

  it.each(['phase=inconnue', 'couleur=bleu', 'tour=projet&tour=<b>', 'phase=__proto__', 'toString=1'])(
    'un filtre inconnu (%s) est dit et n’écarte personne',
    async (query) => {
      const page = await open(pages, `/portefeuille?${query}`);
      expect(page.text).toContain('Filtre inconnu');
      expect(page.text).toContain('Il est ignoré.');
      expect((await kept(query)).length).toBeGreaterThan(0);
      expect(page.all('b')).toHaveLength(0);
    },
  );

  it('trier par une colonne', async () => {
    const page = await open(pages, '/portefeuille?tri=dossier&exposition=Internet');
    expect(names(page, 'nous')).toEqual(['3', '1']);
    const heading = within(page.at('nous'), 'th').find((cell) => attribute(cell, 'aria-sort') === 'ascending');
    expect(heading === undefined ? null : textOf(heading)).toBe('Dossier');
    const links = within(page.at('nous'), 'a').filter((link) => attribute(link, 'class') === 'ac-sort');
    expect(links.map((link) => attribute(link, 'href'))).toContain('/portefeuille?exposition=Internet&tri=echeance#nous');
    expect(names(await open(pages, '/portefeuille?tri=echeance'), 'nous')).toEqual(['1', '3']);
    expect((await open(pages, '/portefeuille?tri=nimporte')).status).toBe(200);
  });
});

describe('une longue liste', () => {
  const pages = pagesOf(portfolioOf(Array.from({ length: 95 }, (_, index) => ours(index + 1, '2027-11-10'))));

  it('se lit page par page, avec ses filtres', async () => {
    const first = await open(pages, '/portefeuille?referent=-');
    expect(names(first, 'nous')).toHaveLength(40);
    const links = within(first.at('nous'), 'a').filter((link) => attribute(link, 'class')?.includes('fr-pagination__link') === true);
    expect(links.map((link) => attribute(link, 'href'))).toEqual([
      null,
      '/portefeuille?referent=-&nous=2#nous',
      '/portefeuille?referent=-&nous=3#nous',
      '/portefeuille?referent=-&nous=2#nous',
    ]);
    expect(names(await open(pages, '/portefeuille?nous=3'), 'nous')).toEqual(Array.from({ length: 15 }, (_, index) => String(81 + index)));
  });

  it.each([
    ['4', 81],
    ['999999999', 81],
    ['0', 1],
    ['-1', 1],
    ['1e9', 1],
    ['deux', 1],
    ['99999999999999999999', 1],
  ])('la page « %s » en montre une qui existe', async (asked, first) => {
    const page = await open(pages, `/portefeuille?nous=${asked}`);
    expect(page.status).toBe(200);
    expect(names(page, 'nous')[0]).toBe(String(first));
  });
});

const hostile = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '"><style>*{display:none}</style>',
  '\u202Eمشروع العدالة\u202C',
  'ملف #12',
  '</title></bdi></a><h1>À vous</h1>',
  '&lt;b&gt; & "guillemets" \u0000\u200B',
  '',
];

describe('ce que des inconnus ont écrit', () => {
  it.each(hostile)('« %s » reste du texte, dans toutes les pages', async (title) => {
    const step = { kind: 'phase', at: '2027-11-24T09:00:00Z', by: 'lea', how: 'forced', phase: 'OVH', reason: title } as const;
    const flow = { ...aFlow(1), source: title, note: title, destination: title };
    const snapshot = ours(7, '2027-11-10', {
      title,
      history: [step],
      flows: [flow],
      exposure: [title],
      deadline: { day: '2027-12-01', label: title },
      rereads: [{ about: 'Contacts', because: [title] }],
    });
    const plain = pagesOf(
      portfolioOf([
        ours(7, '2027-11-10', {
          ...snapshot,
          title: 'x',
          flows: [{ ...flow, source: 'x', note: 'x', destination: 'x' }],
          exposure: ['x'],
          deadline: { day: '2027-12-01', label: 'x' },
          history: [{ ...step, reason: 'x' }],
          rereads: [{ about: 'Contacts', because: ['x'] }],
        }),
      ]),
    );
    const pages = pagesOf(portfolioOf([snapshot]));
    for (const path of ['/portefeuille', '/flux', '/activite', '/dossiers/dnum-mi/dso-formation/7']) {
      const [page, like] = [await open(pages, path), await open(plain, path)];
      expect(page.all('script')).toHaveLength(0);
      expect(page.all('style')).toHaveLength(0);
      expect(page.all('h1')).toHaveLength(1);
      expect(page.all('img')).toHaveLength(like.all('img').length);
      expect(page.all('bdi')).toHaveLength(like.all('bdi').length);
      expect(page.html).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B]/u);
    }
  });

  it('dans le CSV, aucune cellule n’est une formule', async () => {
    const flow = { ...aFlow(1), note: '=HYPERLINK("http://x")', source: '+1', destination: '@SUM(A1)' };
    const response = await pagesOf(portfolioOf([ours(7, '2027-11-10', { title: '-2+3', flows: [flow] })])).request('/flux.csv');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="flux-2027-11-26.csv"');
    const text = await response.text();
    expect(text).toContain(`'@SUM(A1)`);
    for (const cell of text.split(/[;\n]/)) expect(cell.replace(/^"/, '')).not.toMatch(/^[=+\-@]/);
  });
});

describe('la page d’un dossier', () => {
  const condition = {
    title: 'Prérequis fournis',
    met: false,
    because: 'il en manque 2',
    fix: 'complétez la demande',
    who: 'projet',
    details: ['Contacts', 'Sauvegarde'],
  } as const;

  it('explique chaque condition : pourquoi, quoi faire, qui', async () => {
    const gate = {
      phase: 'OVH',
      skipped: [{ phase: 'Flux', because: 'aucun flux' }],
      conditions: [condition, { ...condition, title: 'Réponses relues', met: true, fix: null, details: [] }],
    };
    const page = await open(pagesOf(portfolioOf([ours(7, '2027-11-10', { gate })])), '/dossiers/dnum-mi/dso-formation/7');
    expect(page.text).toContain('Pour passer en « OVH » 1 manque');
    expect(page.text).toContain('La phase « Flux » est sautée : aucun flux.');
    const list = page.all('ul').find((one) => attribute(one, 'class') === 'ac-conditions');
    expect(list === undefined ? '' : textOf(list)).toBe(
      'à faire Prérequis fournis : il en manque 2. L’équipe projet : complétez la demande. Contacts Sauvegarde remplie Réponses relues : il en manque 2.',
    );
  });

  it('en parallèle, ce que l’autre peut faire se lit en haut ; rien à faire, rien n’en est dit', async () => {
    const question = { by: 'lea-martin', at: '2027-11-10T09:00:00Z', url: 'https://github.test/1' };
    const asked = theirs(7, '2027-11-10', { questions: [question, question] });
    const page = await open(pagesOf(portfolioOf([asked, theirs(8, '2027-11-10', { questions: [] })])), '/dossiers/dnum-mi/dso-formation/7');
    expect(page.text).toContain('En parallèle, Service Team : répondez aux 2 questions');
    const other = await open(pagesOf(portfolioOf([theirs(8, '2027-11-10', { questions: [] })])), '/dossiers/dnum-mi/dso-formation/8');
    expect(other.text).not.toContain('En parallèle, Service Team : répondez');
  });

  it('ses horloges, ses questions, ses flux, son histoire, la plus récente d’abord', async () => {
    const [many] = manyDossiers(8).filter(({ number }) => number === 8);
    if (many === undefined) throw new Error('no dossier');
    const page = await open(
      pagesOf(portfolioOf([{ ...many, questions: [{ by: 'lea', at: '2027-11-20T09:00:00Z', url: 'https://github.test/q' }] }])),
      '/dossiers/dnum-mi/dso-formation/8',
    );
    const times = page.all('table').find((table) => textOf(table).startsWith('Jours ouvrés de chaque séjour'));
    const rows = times === undefined ? [] : rowsOf(times);
    expect(rows.map(([phase]) => phase)).toEqual(['Prérequis', 'OVH', 'Cloud π native', 'Ouverture de flux']);
    expect(rows.map(([, , to]) => to === 'en cours')).toEqual([false, false, false, true]);
    expect(rows.map((cells) => cells.slice(3).map(Number))).toEqual(
      many.clocks.stays.map(({ spent }) => [spent.projet, spent['service-team'], spent.nobody, spent.unknown]),
    );
    expect(page.text).toContain('@lea, le 20 novembre 2027');
    const lines = within(page.at('histoire'), 'li').map(textOf);
    expect(lines[0]).toContain('Ouverture de flux');
    expect(lines.at(-1)).toContain('Ouverture du dossier, phase « Prérequis »');
  });

  it('fermé, ou plus suivi : personne n’est attendu', async () => {
    for (const [mode, words] of [
      ['closed', 'Ce dossier est fermé'],
      ['unfollowed', 'Ce dossier n’est plus suivi'],
    ] as const) {
      const page = await open(pagesOf(portfolioOf([ours(7, '2027-11-10', { mode, gate: null })])), '/dossiers/dnum-mi/dso-formation/7');
      expect(page.text).toContain(words);
    }
  });

  it.each([
    '/dossiers/dnum-mi/dso-formation/8',
    '/dossiers/autre/part/7',
    '/dossiers/dnum-mi/dso-formation/0',
    '/dossiers/a/b/c',
    '/dossiers/%2e%2e/x/7',
  ])('%s n’existe pas', async (path) => {
    const page = await open(pagesOf(portfolioOf([ours(7, '2027-11-10')])), path);
    expect([page.status, textOf(page.all('h1')[0] ?? page.at('contenu'))]).toEqual([404, 'Page introuvable']);
  });

  it('se trouve quelle que soit la casse de son adresse, comme sur GitHub', async () => {
    const page = await open(pagesOf(portfolioOf([ours(7, '2027-11-10')])), '/dossiers/DNUM-MI/Dso-Formation/7');
    expect(page.status).toBe(200);
  });
});

describe('ce qui n’a pas pu être lu est montré', () => {
  const portfolio = portfolioOf([ours(7, '2027-11-10')]);
  portfolio.keep(dossierKey(hub, 8), { kind: 'unread', name: 'dnum-mi/dso-formation#8', because: 'la dernière lecture a échoué' });
  portfolio.keep(dossierKey({ owner: 'metz', repo: 'accueil' }, 0), { kind: 'unread', name: 'metz/accueil', because: 'hors d’atteinte' });

  it('au portefeuille', async () => {
    const page = await open(pagesOf(portfolio), '/portefeuille');
    expect(page.text).toContain('2 lectures ont échoué : le portefeuille n’est pas complet');
    expect(page.text).toContain('dnum-mi/dso-formation#8 : la dernière lecture a échoué.');
    expect(page.text).toContain('metz/accueil : hors d’atteinte.');
    expect(names(page, 'nous')).toEqual(['7']);
  });

  it('à la page du dossier', async () => {
    const page = await open(pagesOf(portfolio), '/dossiers/dnum-mi/dso-formation/8');
    expect([page.status, page.text.includes('Ce dossier n’a pas pu être lu')]).toEqual([200, true]);
  });

  it('seulement à qui peut lire le dépôt d’accompagnement', async () => {
    const reader = { ...camille, mayRead: (key: string) => key === 'metz/accueil' };
    const page = await open(
      pagesOf(portfolio, () => Promise.resolve(reader)),
      '/portefeuille',
    );
    expect(page.text).not.toContain('dso-formation');
    expect(page.text).toContain('metz/accueil');
  });
});

describe('rien d’inséré, rien d’ailleurs', () => {
  const pages = pagesOf(portfolioOf(manyDossiers(60)));

  it.each(['/portefeuille?phase=zz', '/flux', '/activite?depuis=2027-01-01', '/dossiers/dnum-mi/dso-formation/8', '/inconnue'])(
    '%s',
    async (path) => {
      const page = await open(pages, path);
      const every = page.all('html').flatMap(elements);
      expect(page.all('script')).toEqual([]);
      expect(page.all('style')).toEqual([]);
      for (const element of every) {
        for (const { name } of element.attrs) expect(name).not.toMatch(/^(?:style|on.*)$/);
        const source = attribute(element, 'src') ?? (element.tagName === 'link' ? attribute(element, 'href') : '/actifs/');
        expect(source).toMatch(/^\/(?:actifs|graphiques)\//);
      }
      const ids = every.flatMap((element) => attribute(element, 'id') ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      expect(page.all('h1')).toHaveLength(1);
      for (const link of page.all('a').map((one) => attribute(one, 'href') ?? '')) {
        expect(link).toMatch(/^(?:$|\/|#|https:\/\/github\.test\/)/);
        if (link.startsWith('#')) page.at(link.slice(1));
      }
    },
  );

  it('la feuille de style et ce qu’elle nomme se gardent toujours, sous un nom tiré de leur contenu', async () => {
    const sheet = await (await pages.request(assets.stylesheet)).text();
    const named = [...new Set([...sheet.matchAll(/url\(([^)]*)\)/g)].map(([, path = '']) => path))];
    expect(named.length).toBeGreaterThan(10);
    for (const path of [assets.stylesheet, assets.icon, ...named]) {
      const response = await pages.request(path);
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(path).toContain(createHash('sha256').update(bytes).digest('hex').slice(0, 16));
    }
    expect(sheet).not.toContain('data-fr-theme');
    expect((await pages.request('/actifs/../package.json')).status).toBe(404);
    expect((await pages.request('/actifs/autre.css')).status).toBe(404);
  });

  it('les pages ne se gardent pas, et ne s’écrivent pas', async () => {
    for (const path of [
      '/portefeuille',
      '/flux',
      '/flux.csv',
      '/activite',
      '/dossiers/dnum-mi/dso-formation/8',
      '/graphiques/temps-par-phase.svg',
    ]) {
      expect((await pages.request(path)).headers.get('cache-control')).toBe('private, no-store');
      for (const method of ['POST', 'PUT', 'DELETE']) expect((await pages.request(path, { method })).status).toBe(404);
    }
    expect(now).toContain('2027-11-26');
  });
});
