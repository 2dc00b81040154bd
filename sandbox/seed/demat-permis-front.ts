import type { Files } from './push-files.ts';

const dockerfile = `FROM docker.io/library/node:24-alpine AS build
WORKDIR /site
COPY . .
RUN npm ci && npm run build

FROM docker.io/library/nginx:latest
COPY --from=build /site/dist /usr/share/nginx/html
EXPOSE 80
`;

const packageJson = {
  name: 'demat-permis-front',
  version: '1.4.0',
  private: true,
  scripts: { build: 'vite build', dev: 'vite' },
  dependencies: { vue: '^3.5.0', '@gouvfr/dsfr': '^1.13.0' },
};

const page = `<!doctype html>
<html lang="fr">
  <head><meta charset="utf-8"><title>Démat-Permis</title></head>
  <body><div id="app"></div><script type="module" src="/src/main.js"></script></body>
</html>
`;

/** A site that does not follow the prerequisites yet: root, port 80, image without a fixed version, no CI file for the platform. */
export const frontFiles: Files = {
  'README.md': '# Site de Démat-Permis\n\nInterface de dépôt des demandes (Vue 3, système de design de l’État).\n',
  Dockerfile: dockerfile,
  'package.json': `${JSON.stringify(packageJson, null, 2)}\n`,
  'index.html': page,
};
