import { styleText } from 'node:util';
import type { EmbeddedGitHub } from '../emulator/start-github.ts';

/** What somebody needs to go on by hand once the tour is over: addresses, tokens, and a few lines to copy. */
export function handOver({ github, hub, number, app }: { github: EmbeddedGitHub; hub: string; number: number; app: string }): string {
  const api = `${github.url}/repos/${hub}`;
  const as = (login: string) => `-H "Authorization: Bearer ${github.token(login)}"`;
  return `
${styleText('bold', 'À vous de jouer')} (Ctrl-C pour arrêter)

  Le dossier dans un navigateur : ${github.url}/${hub}/issues/${number}
  API GitHub embarquée          : ${github.url}
  Application                   : ${app}/healthz
  Jetons                        : ${['lea-martin', 'camille-st', 'sacha-st', 'paul-visiteur'].map((login) => `${github.token(login)} (${login})`).join(', ')}

  # Ouvrir un dossier sans réponse, comme Léa
  curl -s ${as('lea-martin')} ${github.url}/${hub}/issues -d '{"form":"embarquement.yml","title":"Mon projet","body":""}'

  # Demander de l’aide dans le dossier ${number}
  curl -s ${as('lea-martin')} ${api}/issues/${number}/comments -d '{"body":"/aide"}'

  # Rouvrir le dossier, puis le faire reculer d’une phase, comme la Service Team
  curl -s -X PATCH ${as('camille-st')} ${api}/issues/${number} -d '{"state":"open"}'
  curl -s ${as('camille-st')} ${api}/issues/${number}/labels -d '{"labels":["phase: OVH"]}'

  # Lire ce que l’application a écrit
  curl -s ${as('camille-st')} '${api}/issues/${number}/comments?per_page=100'
`;
}
