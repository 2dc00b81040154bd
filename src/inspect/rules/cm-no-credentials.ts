import { holdsSecret } from '../../words/secrets.ts';
import { say } from '../../words/sentence.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { isTemplated } from '../kubernetes/templated.ts';
import { at, type Entry, entriesOf, textOf } from '../yaml/node.ts';
import { advice, policyTells, type RuleFinding, undetermined, violation, yamlFix } from './finding.ts';
import { eachOfKind, type Rule } from './rule.ts';

/** What the policy looks for, anywhere. */
const word = /password|passwd|secret[-_]key/i;

/** A key that is the credential itself: `DB_PASSWORD`, `password`; not `PASSWORD_MIN_LENGTH`. */
const credentialKey = /(password|passwd|secret[-_]key)$/i;

/** A value that turns something on or off: `ALLOW_EMPTY_PASSWORD: "true"` keeps no credential. */
const isSwitch = /^(true|false|yes|no|on|off)$/i;

/** A line of a file kept in a ConfigMap that gives the credential a value: one word, since a sentence is a label to show. */
const assignment = /(?:password|passwd|secret[-_]key)["']?[ \t]*[:=][ \t]*["']?([^\s"'#,]{1,200})["']?[,}\]]{0,3}[ \t]{0,20}$/gim;

/** Further names that the policy of the clusters that teams bring refuses, in small letters. */
const refusedThere = ['pwd', 'secret', 'credentials', 'encryption_key', 'private_key', 'api_secret', 'user_pass', 'passphrase', 'key'];

/**
 * The same as that policy compares them: whole keys of `data`, in small letters, in capitals, or each word with one. What the policy of the ministry's own clusters
 * compares is not public (`charts-socle/kyverno` in `cloud-pi-native/cpin-external-cluster`).
 */
const keysRefusedThere = new Set(refusedThere.flatMap((name) => [name, name.toUpperCase(), inPascalCase(name)]));

/** What is put in later, tells where the credential is, or is none. */
const standIn = /^[$%{<(@]|^(null|true|false|~)$|\/|^file:/i;

/** `cm-no-credentials`: no password, passwd or secret_key among the data of a ConfigMap. What is found is never repeated. */
export const cmNoCredentials: Rule = ({ configData }) => eachOfKind({ objects: configData }, 'ConfigMap', judge);

function judge(resource: Resource): readonly RuleFinding[] {
  return ['data', 'binaryData', 'stringData'].flatMap((part) =>
    entriesOf(at(resource.body, part)).flatMap(({ key, place, value }) => judgeEntry(resource, { key, place, value, part })),
  );
}

function inPascalCase(name: string): string {
  return name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function judgeEntry(
  resource: Resource,
  { key, place, value, part }: Entry & { readonly key: string; readonly part: string },
): readonly RuleFinding[] {
  const fix = yamlFix('valueFrom:', '  secretKeyRef:', '    name: mon-secret', `    key: ${/^[\w.-]+$/.test(key) ? key : 'cle'}`);
  const text = textOf(value) ?? '';
  if (credentialKey.test(key) && !isSwitch.test(text))
    return [violation({ place, because: say`la clé ${key} est un mot de passe : sa place est dans un Secret`, fix }, resource)];
  if (word.test(key))
    return [
      undetermined(
        { place, because: say`la clé ${key} contient un mot que la politique cherche, seul ou non ${policyTells}`, fix },
        resource,
      ),
    ];
  if (part === 'data' && keysRefusedThere.has(key)) {
    const because = say`la clé ${key} n’est pas de celles que la documentation interdit, mais la politique des clusters externes la refuse ${policyTells}`;
    return [undetermined({ place, because, fix }, resource)];
  }
  if ([...text.matchAll(assignment)].some(([, given = '']) => !standIn.test(given) && !isTemplated(given))) {
    return [
      violation({ place, because: say`la valeur de ${key} donne un mot de passe en clair : sa place est dans un Secret`, fix }, resource),
    ];
  }
  if (holdsSecret(text))
    return [
      advice({ place, because: say`la valeur de ${key} ressemble à une clé ou à un jeton : sa place est dans un Secret`, fix }, resource),
    ];
  return word.test(text)
    ? [
        undetermined(
          { place, because: say`la valeur de ${key} contient un mot que la politique cherche, seul ou non ${policyTells}`, fix: null },
          resource,
        ),
      ]
    : [];
}
