import type { Platform } from '../dossier/mirror/mirror-workflow.ts';
import { code, join, type Markdown, md } from '../words/markdown.ts';

/** How a copy is asked for, after « par ». */
export function transportText(transport: Platform['transport']): Markdown {
  switch (transport.kind) {
    case 'github-action':
      return transport.runsOn.length === 0
        ? md`une GitHub Action, sur une machine de GitHub`
        : md`une GitHub Action, sur la machine ${labelsText(transport.runsOn)}`;
    case 'reusable':
      return md`une GitHub Action qui appelle le workflow de l’organisation`;
    case 'gitlab-schedule':
      return md`un pipeline planifié dans GitLab`;
    case 'console':
      return md`le bouton de synchronisation de la console`;
    default:
      return transport satisfies never;
  }
}

/** Labels of a runner, as GitHub takes them together. */
export function labelsText(labels: readonly string[]): Markdown {
  return join(
    labels.map((label) => code(label)),
    ' + ',
  );
}
