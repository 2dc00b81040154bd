import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { darkByPreference, withAddresses, withUsedFonts } from './stylesheet.ts';

/** A file that pages show, under a name that changes with its content: it may be kept for ever. */
export interface Asset {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface Assets {
  readonly stylesheet: string;
  readonly icon: string;
  /** The file at a path; null for none. */
  readonly at: (path: string) => Asset | null;
}

/** Where they are served. */
export const assetsPath = '/actifs/';

/** The parts of the design system that the pages are made of, in the order of its own sheet. */
const parts = [
  'core/core.main.min.css',
  'scheme/scheme.min.css',
  ...['link', 'badge', 'logo', 'button', 'input', 'select', 'form', 'tag', 'alert', 'skiplink', 'navigation', 'pagination', 'header'].map(
    (name) => `component/${name}/${name}.main.min.css`,
  ),
];

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Reads the files once: the State's design system (the parts that are used, and what they show) and our own sheet. Throws where a file of the package is missing. */
export function readAssets(): Assets {
  const root = join(createRequire(import.meta.url).resolve('@gouvfr/dsfr/package.json'), '../dist');
  const files = new Map<string, Asset>();
  const add = (name: string, extension: string, bytes: Uint8Array<ArrayBuffer>): string => {
    const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    const path = `${assetsPath}${name}.${digest}${extension}`;
    files.set(path, { type: types[extension] ?? 'application/octet-stream', bytes });
    return path;
  };
  const fromPackage = (path: string) => {
    const extension = extname(path);
    const name = path.slice(path.lastIndexOf('/') + 1, -extension.length);
    return add(name, extension, Uint8Array.from(readFileSync(path)));
  };
  const sheet = (part: string) => {
    const css = darkByPreference(withUsedFonts(readFileSync(join(root, part), 'utf8')));
    return withAddresses(css, (address) => {
      const inline = /^data:image\/svg\+xml[^,]*,(.*)$/s.exec(address)?.[1];
      if (inline !== undefined) return add('dsfr', '.svg', bytesOf(decodeURIComponent(inline)));
      return fromPackage(join(root, part, '..', address.replace(/[?#].*$/, '')));
    });
  };
  const own = readFileSync(new URL('portfolio.css', import.meta.url), 'utf8');
  const stylesheet = add('accostage', '.css', bytesOf([...parts.map(sheet), own].join('\n')));
  const icon = fromPackage(join(root, 'favicon/favicon.svg'));
  return { stylesheet, icon, at: (path) => files.get(path) ?? null };
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
