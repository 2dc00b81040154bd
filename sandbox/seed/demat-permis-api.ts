import type { Files } from './push-files.ts';

const dockerfile = `FROM docker.io/library/node:24-alpine AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM docker.io/library/node:24-alpine
WORKDIR /app
COPY --from=build --chown=1000:1000 /app/node_modules ./node_modules
COPY --from=build --chown=1000:1000 /app/dist ./dist
USER 1000
EXPOSE 8080
CMD ["node", "dist/server.js"]
`;

const packageJson = {
  name: 'demat-permis-api',
  version: '1.4.0',
  private: true,
  type: 'module',
  scripts: { build: 'tsc -p .', start: 'node dist/server.js', test: 'vitest run' },
  dependencies: { fastify: '^5.0.0', pg: '^8.13.0', redis: '^5.0.0' },
};

const server = `import Fastify from 'fastify';

const server = Fastify({ logger: true });

server.get('/sante', () => ({ etat: 'ok' }));

await server.listen({ host: '0.0.0.0', port: Number(process.env.PORT ?? 8080) });
`;

const gitlabCi = `include:
  - project: $CATALOG_PATH
    file: vault-ci.yml
    ref: main
  - project: $CATALOG_PATH
    file: kaniko-ci.yml
    ref: main

stages:
  - read-secret
  - docker-build

read_secret:
  stage: read-secret
  extends:
    - .vault:read_secret

docker-build:
  stage: docker-build
  extends:
    - .kaniko:build-push
  variables:
    WORKING_DIR: "."
    DOCKERFILE: Dockerfile
    IMAGE_NAMES: api:latest api:\${TAG}
`;

const readme = `# API de Démat-Permis

Reçoit les demandes de permis déposées en ligne et les transmet au service instructeur.

- Node.js 24, Fastify, PostgreSQL 16, sessions dans Redis
- configuration par variables d’environnement : \`DATABASE_URL\`, \`REDIS_URL\`, \`PORT\`
- sonde : \`GET /sante\`
`;

/** An application that follows the technical prerequisites. */
export const apiFiles: Files = {
  'README.md': readme,
  Dockerfile: dockerfile,
  'package.json': `${JSON.stringify(packageJson, null, 2)}\n`,
  'src/server.ts': server,
  '.gitlab-ci-dso.yml': gitlabCi,
};
