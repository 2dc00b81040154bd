import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { grants } from '../../sandbox/seed/grants.ts';
import { handledEvents } from '../../src/app.ts';
import { neededPermissions } from '../../src/github/acts.ts';
import { callbackPath } from '../../src/web/sign-in/sign-in-pages.ts';

const text = readFileSync('app.yml', 'utf8');
const manifest = z
  .object({
    default_permissions: z.record(z.string(), z.string()),
    default_events: z.array(z.string()),
    public: z.boolean(),
    callback_urls: z.array(z.string()),
  })
  .parse(parse(text));

/** GitHub sends these to every application, which cannot subscribe to them (« Webhook events and payloads »). */
const always = ['installation', 'installation_repositories'];

describe('app.yml', () => {
  it('abonne l’application à chaque événement qu’elle traite, et à aucun autre', () => {
    expect(new Set([...manifest.default_events, ...always])).toEqual(new Set(handledEvents));
  });

  it('donne la raison de chaque droit et de chaque événement', () => {
    const lines = text.split('\n');
    const entries = lines.flatMap((line, index) => (/^ {2}(- )?[a-z_]+(: (read|write))?$/.test(line) ? [index] : []));
    const bare = entries.filter((index) => !/^ {2}#/.test(lines[index - 1] ?? ''));
    expect(entries.length).toBe(manifest.default_events.length + Object.keys(manifest.default_permissions).length);
    expect(bare.map((index) => lines[index])).toEqual([]);
  });

  it('demande exactement les droits que les actes de l’application nécessitent', () => {
    expect(manifest.default_permissions).toEqual(neededPermissions);
  });

  it('ramène qui se connecte là où les pages l’attendent', () => {
    expect(manifest.callback_urls.map((url) => new URL(url).pathname)).toEqual([callbackPath]);
  });

  it('le GitHub embarqué accorde les mêmes droits', () => {
    expect(grants.permissions).toEqual(manifest.default_permissions);
  });
});
