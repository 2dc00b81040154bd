import { createHmac } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { Seal } from '../../src/apply/sealed-state.ts';
import type { Secrets } from '../../src/apply/secrets.ts';
import type { Account, Editor, Observation } from '../../src/dossier/observation.ts';
import type { DossierState } from '../../src/dossier/state.ts';
import { dossierKey } from '../../src/words/key.ts';
import { app } from './account-of.ts';

/** What the operator of the App may do to it, and how it then sees the hub: the secret that seals its states, its name, its installation, its clock. */
export function createToyOperator() {
  let secrets: Secrets = ['secret-de-la-scene'];
  let ownLogin = app;
  let suspended = false;
  let skew = 0;
  const hub = { hubId: 3_000_000_001, number: 7, key: dossierKey({ owner: 'dnum-mi', repo: 'dso-formation' }, 7) } as const;
  return {
    hub,
    seal: (): Seal => ({ ...hub, secrets }),
    isSuspended: () => suspended,
    /** An instant of GitHub's, by the App's own clock. */
    appTime: (time: number) => new Date(time + skew).toISOString(),
    /** What GitHub tells, where the App bears the name that it has now. */
    underItsName: (seen: Observation): Observation =>
      ownLogin === app ? seen : { ...withRenamed(seen, { from: app, to: ownLogin }), app: ownLogin },
    kept: () => ({ secrets, ownLogin, suspended, skew }),
    goBack: (kept: { readonly secrets: Secrets; readonly ownLogin: string; readonly suspended: boolean; readonly skew: number }) =>
      void ({ secrets, ownLogin, suspended, skew } = kept),
    acts: {
      /** Another secret signs from now on; the former ones still read. */
      rotateSecret: (secret: string) => void (secrets = [secret, ...secrets]),
      /** The former ones read no more. */
      forgetFormerSecrets: () => void (secrets = [secrets[0]]),
      /** The App is called otherwise from now on, in what GitHub tells of the past as well; its number stays. */
      renameApp: (login: string) => void (ownLogin = login),
      /** GitHub lets the App read nothing, until its installation is back. */
      suspend: () => void (suspended = true),
      unsuspend: () => void (suspended = false),
      /** The App's own clock goes so many minutes away from GitHub's, or back (0). */
      turnClock: (minutes: number) => void (skew = minutes * 60_000),
    },
  };
}

/** What GitHub tells once an account bears another login, of the past as well; its number stays. */
export function withRenamed(seen: Observation, { from, to }: { readonly from: string; readonly to: string }): Observation {
  const named = (account: Account): Account => (account.login === from ? { ...account, login: to } : account);
  const { issue } = seen;
  const editorOf = (editor: Editor): Editor => (editor.answer === 'known' ? { ...editor, account: named(editor.account) } : editor);
  return {
    ...seen,
    issue: { ...issue, author: named(issue.author), editor: editorOf(issue.editor) },
    bodyHistory: seen.bodyHistory?.map((one) => ({ ...one, editor: one.editor === null ? null : named(one.editor) })) ?? null,
    events: seen.events.map((event) => ({ ...event, actor: event.actor === null ? null : named(event.actor) })),
    comments: seen.comments.map(({ author, editor, ...comment }) => ({
      ...comment,
      author: named(author),
      editor: editorOf(editor),
    })),
  };
}

/** A state as version 0.1.0 sealed it: what that version knew, under the names that it used, bound to the hub's name. */
export function sealAsFirstVersion(state: DossierState, { key, secrets: [secret] }: Seal): string {
  const {
    label: _,
    restoredAt: _1,
    answersShown: _2,
    lackingShown: _3,
    promisesTold: _4,
    sentBack: _5,
    hinted: _6,
    answered: _7,
    ...without
  } = state;
  const {
    team: _8,
    named: _9,
    transports: _10,
    ruleWaivers: _11,
    fixes: _12,
    runsOff: _13,
    campaigns: _14,
    called: _15,
    ...older
  } = without;
  const { reach: _16, untold: _17, writtenAt: _18, authorised, validated, ...known } = older;
  const first = {
    ...known,
    authorised: authorised.map(({ name }) => name.toLowerCase()),
    validated: Object.fromEntries(Object.entries(validated).map(([id, { digest, excerpt }]) => [id, { digest, excerpt }])),
  };
  const payload = deflateRawSync(JSON.stringify(first), { level: 9 }).toString('base64url');
  return `${payload}.${createHmac('sha256', secret).update(`${key}\n${payload}`).digest('base64url')}`;
}

/** A status comment with another state in it. */
export function withSealed(body: string, sealed: string): string {
  return body.replace(/<!-- accostage:state=.*-->\s*$/, `<!-- accostage:state=${sealed} -->`);
}
