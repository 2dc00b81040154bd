import type { EnvironmentValues } from '../helm/plan-charts.ts';
import type { Install } from './install.ts';

/** Names of Helm and Kubernetes; others are theirs by default. */
const safe = /^[a-z0-9][a-z0-9.-]{0,52}$/;

/** What the installations of one chart give it, each under a name that tells the file that installs it and the environment. Pure. */
export function installedEnvironments(installs: readonly Install[]): readonly EnvironmentValues[] {
  return installs.map(({ from, environment, release: { name, namespace }, values }) => {
    const isAlone = installs.filter((other) => other.from === from && other.environment === environment).length === 1;
    return {
      path: isAlone ? `${from} (${environment})` : `${from} (${environment}, ${name})`,
      text: '',
      before: values,
      release: { name: safe.test(name) ? name : 'app', namespace: safe.test(namespace) ? namespace : 'projet' },
    };
  });
}

/** The environment in such a name; null for any other text. */
export function installedEnvironment(name: string): string | null {
  const [, environment = null] = /\.ya?ml(?:\.gotmpl)? \(([^,()]+)(?:, [^()]*)?\)$/.exec(name) ?? [];
  return environment;
}
