import type { EnvironmentValues } from '../helm/chart-plan.ts';
import type { Install } from './install.ts';

/** Names of Helm and Kubernetes; others are theirs by default. */
const safe = /^[a-z0-9][a-z0-9.-]{0,52}$/;

/** What the installations of one chart give it, each under a name that tells the file that installs it, the environment, and what else sets it apart from others of both. Pure. */
export function installedEnvironments(installs: readonly Install[]): readonly EnvironmentValues[] {
  return installs.map((install) => {
    const { from, environment, values, isSupposed } = install;
    const alike = installs.filter((other) => other.from === from && other.environment === environment);
    const parts = [({ by }: Install) => by ?? from, ({ release }: Install) => release.name];
    const apart = parts.flatMap((part) => (new Set(alike.map(part)).size > 1 ? [part(install)] : []));
    const { name, namespace } = install.release;
    return {
      path: `${from} (${[environment, ...apart].join(', ')})`,
      text: '',
      before: values,
      release: { name: safe.test(name) ? name : 'app', namespace: safe.test(namespace) ? namespace : 'projet' },
      ...(isSupposed === undefined ? {} : { isSupposed }),
    };
  });
}

/** The environment in such a name; null for any other text. */
export function installedEnvironment(name: string): string | null {
  const [, environment = null] = /\.ya?ml(?:\.gotmpl)? \(([^,()]+)(?:, .*)?\)$/.exec(name) ?? [];
  return environment;
}
