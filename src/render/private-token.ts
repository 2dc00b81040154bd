import { md } from '../words/markdown.ts';

/** What the platform needs to read a private repository, and of which kind: it never goes through GitHub's issues nor the repository's own secrets. */
export const privateToken = md`Ce dépôt est privé : **avant la première copie**, donnez dans la console, à la déclaration du dépôt, un nom d’utilisateur et un jeton GitHub **classique** (PAT) de portée ${'repo'}. Un jeton à granularité fine en lecture seule échoue (${'403 Write access to repository not granted'}).`;
