import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { INPUTS_FILE, inputsDigest } from '../../sandbox/screenshot-inputs.ts';

const pictures = readdirSync('docs/images').filter((file) => file.endsWith('.png'));

it('les images de la documentation montrent les pages d’aujourd’hui : après un changement, `npm run screenshots`', () => {
  expect(readFileSync(INPUTS_FILE, 'utf8').trim()).toBe(inputsDigest());
});

it('elles sont petites, et chacune est un PNG', () => {
  expect(pictures.length).toBeGreaterThanOrEqual(3);
  for (const file of pictures) {
    expect([file, statSync(`docs/images/${file}`).size < 150_000]).toEqual([file, true]);
    expect(readFileSync(`docs/images/${file}`).subarray(1, 4).toString()).toBe('PNG');
  }
});
