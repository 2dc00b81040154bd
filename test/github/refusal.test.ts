import { describe, expect, it } from 'vitest';
import { isFault, judgeError, orNull, PermissionMissing, refusalOf } from '../../src/github/refusal.ts';
import { unavailableUntil } from '../../src/github/unavailable.ts';

/** An error as Octokit throws it. */
const refused = (status: number, data: unknown = { message: 'Non' }, headers: Record<string, string> = {}) =>
  Object.assign(new Error('refused'), { status, response: { status, headers, data } });
const said = (message: string) => refused(403, { message });

describe('un refus dit « non » de la chose demandée', () => {
  it.each([
    [404, 'gone'],
    [410, 'gone'],
    [403, 'forbidden'],
    [451, 'forbidden'],
    [409, 'conflict'],
    [422, 'invalid'],
    [400, 'invalid'],
  ])('%i : %s', (status, kind) => {
    expect(judgeError(refused(status))).toEqual({ kind, status, message: 'Non' });
  });

  it('il garde les mots de GitHub, bornés', () => {
    const errors = [{ message: 'Creations are blocked by a ruleset' }, { code: 'custom' }];
    expect(judgeError(refused(422, { message: 'Validation Failed', errors: [errors[0]] }))).toMatchObject({
      message: 'Validation Failed : Creations are blocked by a ruleset',
    });
    expect(judgeError(refused(422, { message: 'Validation Failed', errors }))).toMatchObject({ message: 'Validation Failed' });
    expect(refusalOf(refused(422, { message: 'x'.repeat(5_000) })).message).toHaveLength(300);
  });

  it('seul « absent » donne null', async () => {
    expect(await orNull(Promise.reject(refused(404)))).toBeNull();
    await expect(orNull(Promise.reject(refused(403)))).rejects.toMatchObject({ status: 403 });
    await expect(orNull(Promise.reject(refused(404, '<html>Filtré</html>')))).rejects.toMatchObject({ status: 404 });
  });
});

/** What is no answer about the thing: waited for, never told, never a failure. */
const outages: readonly (readonly [string, Error])[] = [
  ['des identifiants refusés', refused(401, { message: 'Bad credentials' })],
  ['le mandataire qui veut un mot de passe', refused(407)],
  ['une attente que GitHub a coupée', refused(408)],
  ['une panne', refused(500)],
  ['la page d’un mandataire (403)', refused(403, '<html>Accès filtré</html>')],
  ['la page d’un mandataire (404)', refused(404, '<html></html>')],
  ['un corps vide (404)', refused(404, '')],
  ['les mots d’un mandataire, en JSON (403)', refused(403, { error: 'blocked by policy' })],
  ['les mots d’un mandataire, en JSON (404)', refused(404, {})],
  ['un message vide (404)', refused(404, { message: '' })],
  ['une installation suspendue', said('This installation has been suspended')],
  [
    'une liste d’adresses permises',
    said('Although you appear to have the correct authorization credentials, the `org` organization has an IP allow list enabled'),
  ],
  ['SAML', said('Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization.')],
  ['une limite', refused(403, { message: 'API rate limit exceeded' }, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '60' })],
  ['une limite secondaire', Object.assign(said(''), { message: 'You have exceeded a secondary rate limit' })],
  ['429', refused(429)],
];

describe('ce qui n’est pas une réponse n’est jamais un refus', () => {
  it.each(outages)('%s', (_, error) => {
    expect(judgeError(error)).toBe('unavailable');
    expect(() => refusalOf(error)).toThrow(error);
  });

  it.each(outages)('%s : la file attend une minute, sans compter d’échec', (_, error) => {
    expect(unavailableUntil(error, new Date(0))).toEqual(new Date(60_000));
  });

  it('une permission qui manque s’attend aussi : personne n’y peut rien dans le dossier', () => {
    expect(unavailableUntil(said('Resource not accessible by integration'), new Date(0))).toEqual(new Date(60_000));
    expect(unavailableUntil(new PermissionMissing('members: read'), new Date(0))).toEqual(new Date(60_000));
    expect(judgeError(new PermissionMissing('members: read'))).toMatchObject({ kind: 'not-granted', message: 'members: read' });
  });

  it.each([[new Error('oups')], [refused(422)], [refused(404)], [null], ['texte']])('%o est un échec du dossier', (error) => {
    expect(unavailableUntil(error, new Date(0))).toBeNull();
  });

  it('un défaut du programme est rendu tel quel', () => {
    const error = new TypeError('undefined is not a function');
    expect(judgeError(error)).toBe('defect');
    expect(() => refusalOf(error)).toThrow(error);
  });
});

describe('une panne de GitHub, qui n’est pas une limite', () => {
  it.each([
    ['500', refused(500), true],
    ['502', refused(502), true],
    ['503 avec une échéance, qui est une limite', refused(503, {}, { 'retry-after': '9' }), false],
    ['429', refused(429), false],
    ['404', refused(404), false],
    ['une erreur d’ici', new TypeError('x'), false],
  ])('%s : %s', (_, error, fault) => {
    expect(isFault(error)).toBe(fault);
  });
});
