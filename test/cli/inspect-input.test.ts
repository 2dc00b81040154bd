import { expect, it } from 'vitest';
import { runCommand } from './run-command.ts';

const inspected = (text: string) => runCommand(['inspect', '-'], { readStdin: () => text });

it.each(['Error: INSTALLATION FAILED: x\n', '<html>502 Bad Gateway</html>', 'a: b: c\n', 'NOTES:\nVoici votre application.\n', '{}\n'])(
  '« - » ne dit pas conforme ce qui ne contient aucun objet : %j',
  async (text) => {
    const { code, out, err } = await inspected(text);
    expect([code, out, err]).toEqual([2, '', expect.stringContaining('aucun objet Kubernetes')]);
  },
);

it('« - » dit illisible l’objet dont une ligne n’a pas ses deux-points', async () => {
  const made = 'apiVersion v1\nkind: Service\nmetadata: { name: a }\nspec:\n  type: NodePort\n';
  const { code, out } = await inspected(made);
  expect([code, out]).toEqual([1, expect.stringContaining('entree-standard.yaml:1: readable-yaml: non conforme')]);
});
