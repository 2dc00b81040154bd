# Image du serveur. Construire : docker build -t accostage .
# Exécuter : docker run --read-only --tmpfs /tmp --env-file .env -p 3000:3000 accostage
# La clé en fichier plutôt qu’en variable : -v /chemin/cle.pem:/run/secrets/accostage.pem:ro -e PRIVATE_KEY_PATH=/run/secrets/accostage.pem
# Mandataire et autorité privée : -e HTTPS_PROXY=… -e NO_PROXY=… -v /chemin/ca.pem:/run/ca.pem:ro -e NODE_EXTRA_CA_CERTS=/run/ca.pem
# Sondes : GET /healthz (le processus répond), GET /readyz (premier passage terminé, prêt à travailler).

# L'étiquette est exacte. Remplacez-la par le condensat (…@sha256:…) du miroir d'images de votre organisation si elle en tient un.
FROM docker.io/library/node:24.21.0-alpine AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# Aucun script d'installation n'est nécessaire aux dépendances de production.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
# Du système de conception de l’État, seul ce que les pages servent : ses sources, ses exemples et ses cartes pèsent cent Mo.
RUN cd node_modules/@gouvfr/dsfr && rm -rf src example tool && find dist -name '*.map' -delete
# Helm, pour calculer les charts : l’exécutable officiel pour Linux x86-64, tel que npm le porte, cru à son seul condensat (tools/main.ts).
# Sur une autre architecture, remplacez ces deux lignes par une copie de l’exécutable de https://helm.sh, ou donnez son chemin par HELM.
COPY tools ./tools
RUN node tools/main.ts

FROM docker.io/library/node:24.21.0-alpine
WORKDIR /app
# Ce que Node a tiré du TypeScript est gardé là, si ce dossier peut être écrit : le démarrage suivant est plus court, et tient 20 Mo de moins.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 NODE_COMPILE_CACHE=/var/cache/accostage
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=dependencies /app/.tools/helm ./.tools/helm
COPY package.json LICENSE ./
COPY config ./config
COPY issue-templates ./issue-templates
COPY src ./src
# Numérique, pour que Kubernetes puisse vérifier runAsNonRoot ; OpenShift peut lui substituer n'importe quel identifiant.
USER 1000:1000
EXPOSE 3000
# Node est le processus 1 et reçoit SIGTERM : le serveur termine ce qu'il a commencé, puis s'arrête avec le code 0.
# Ces options de V8 gardent la mémoire au repos sous 150 Mo : petit tas jeune, pas d’optimisation poussée du lecteur de TypeScript, qui ne sert qu’au premier démarrage, et un tas ramassé plus tôt.
CMD ["node", "--max-semi-space-size=2", "--liftoff-only", "--optimize-for-size", "src/main.js"]
