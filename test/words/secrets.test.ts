import { describe, expect, it } from 'vitest';
import { readRepositories } from '../../src/answers/repository-list.ts';
import { readFlows } from '../../src/flows/reading/read-flows.ts';
import { maskSecrets } from '../../src/words/secrets.ts';
import { aBody, createToyHub } from '../dossier/toy-hub.ts';

const pat = `ghp_${'0aB1'.repeat(9)}`;
const hex = '0123456789abcdef'.repeat(3);

describe('un secret collé par mégarde est masqué', () => {
  it.each([
    ['coupé par un caractère que nul ne voit', `gh\u2060p_${'0aB1'.repeat(4)}\u200B${'0aB1'.repeat(5)}`, '[secret masqué]'],
    ['avec le tiret insécable de Word', `glptt\u2011${hex}`, '[secret masqué]'],
    ['d’une installation, dont le JWT est court', `ghs_123_eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxMjMifQ.abc-def_ghi`, '[secret masqué]'],
    ['de Vault', `hvs.${'CAESIJab'.repeat(4)} !`, '[secret masqué] !'],
    ['de SonarQube', `sqp_${hex.slice(0, 40)}`, '[secret masqué]'],
    ['sans préfixe, dans la commande de la console', `curl -F token=${hex} -F ref=main`, 'curl -F token=[secret masqué] -F ref=main'],
    ['sans préfixe, dans un en-tête', `-H "PRIVATE-TOKEN: ${hex}"`, '-H "PRIVATE-TOKEN: [secret masqué]"'],
    ['mot de passe d’une adresse', 'postgres://suivi:Azerty12@bdd.exemple.mi/x', 'postgres://suivi:***@bdd.exemple.mi/x'],
    ['jeton d’une adresse', `https://${pat}@github.com/demat-permis/api`, 'https://***@github.com/demat-permis/api'],
    ['jeton sans préfixe d’une adresse', 'https://abcdef1234567890@host.fr/x', 'https://***@host.fr/x'],
    ['jeton devant rien', 'https://abcdef1234567890:@host.fr/x', 'https://***:@host.fr/x'],
    ['jeton devant un mot de passe qui n’en est pas un', 'https://abcdef1234567890:x-oauth-basic@host.fr/x', 'https://***:***@host.fr/x'],
  ])('%s', (_, text, expected) => {
    expect(maskSecrets(text)).toBe(expected);
    expect(maskSecrets(expected)).toBe(expected);
  });

  it.each([
    'curl -F token=$GIT_MIRROR_TOKEN -F ref=main',
    'curl -F token=<votre-jeton-de-declenchement>',
    'postgres://suivi:motdepasse@bdd.exemple.mi/x',
    'postgres://suivi:${PGPASSWORD}@bdd.exemple.mi/x',
    'https://api.exemple.fr:8443/lea@exemple.fr',
    'ssh://git@github.com/demat-permis/api.git',
    'ssh://org-123456@github.com/demat-permis/api.git',
    'https://service-des-permis@host.fr/x',
    'postgres://suivi-des-permis-01:motdepasse@bdd.exemple.mi/x',
    'docker://nginx-unprivileged-1.27@sha256:0123',
    'https://host.fr/abcdef1234567890@x',
    'caf\u00E9\u200B d’\u2011ici',
  ])('%s n’en est pas un, et reste', (text) => {
    expect(maskSecrets(text)).toBe(text);
  });

  it('le dépôt et le flux dont l’adresse en portait un restent ceux-là', () => {
    expect(readRepositories(maskSecrets(`https://lea:${pat}@github.com/demat-permis/api.git`), undefined)).toEqual([
      { kind: 'github', owner: 'demat-permis', name: 'api' },
    ]);
    expect(readFlows(maskSecrets('redis://:Azerty12@cache.exemple.mi:6379/0'), 'mi').flows).toMatchObject([
      { destination: 'cache.exemple.mi', ports: [{ from: 6379, to: 6379 }] },
    ]);
  });

  it('et c’est dit dans le suivi, dans la demande comme dans un commentaire', () => {
    const hub = createToyHub({ body: aBody({ architecture: `API et base, curl -F token=${hex}` }) });
    expect(hub.plan().status.secrets).toEqual(['issue']);
    const other = createToyHub();
    other.comment('lea-martin', 'Voici : postgres://suivi:Azerty12@bdd.exemple.mi/x');
    expect(other.plan().status.secrets).toEqual(['comment']);
  });
});
