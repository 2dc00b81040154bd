/** The fonts that the pages are written in; those of the design system are many. */
const fonts = ['Marianne-Regular.woff2', 'Marianne-Medium.woff2', 'Marianne-Bold.woff2'];

/** Only the fonts that the pages are written in, in the format that all browsers of today read. */
export function withUsedFonts(css: string): string {
  return css.replaceAll(/@font-face\{[^}]*\}/g, (face) => {
    const used = fonts.find((font) => face.includes(font));
    return used === undefined ? '' : face.replaceAll(/,?url\([^)]*\.woff\) format\("woff"\)/g, '');
  });
}

/**
 * Makes what the design system keeps for a dark theme that a script chooses (`data-fr-theme`) hold where the reader's system is dark: the pages have no script. A rule of
 * both themes becomes two.
 */
export function darkByPreference(css: string): string {
  return css.replaceAll(/(?<=^|[{}])([^{}]*)\{([^{}]*)\}/g, (rule, list: string, body: string) => {
    if (!list.includes(theme)) return rule;
    const [dark, always] = byTheme(list);
    const kept = always.length === 0 ? '' : `${always.join(',')}{${body}}`;
    return `${kept}@media (prefers-color-scheme:dark){${dark.join(',')}{${body}}}`;
  });
}

const theme = '[data-fr-theme=dark]';

function byTheme(list: string): readonly [dark: readonly string[], always: readonly string[]] {
  // A comment before the first rule is no part of a selector.
  const selectors = list.replaceAll(/\/\*.*?\*\//gs, '').split(',');
  const dark = selectors.filter((selector) => selector.includes(theme));
  const plain = dark.map((selector) => selector.replaceAll(`:root${theme}`, ':root').replaceAll(theme, ':root'));
  return [plain, selectors.filter((selector) => !selector.includes(theme))];
}

/** The stylesheet with each address that it names replaced by where that file is served. An address is as written there, without quotes. */
export function withAddresses(css: string, serve: (address: string) => string): string {
  return css.replaceAll(
    /url\(("[^"]*"|'[^']*'|[^"')]*)\)/g,
    (_, written: string) => `url(${serve(written.replaceAll(/^["']|["']$/g, ''))})`,
  );
}
