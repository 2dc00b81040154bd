/** The script, for bash, that stops with a French sentence when a variable or the secret is missing or malformed. Every value comes by the environment. */
export const settingsScript = String.raw`set -euo pipefail

# Une erreur lisible dans l’interface de GitHub ; les signes qui ont un sens dans une commande de workflow sont échappés.
stop() {
  local text="Miroir $PLATFORM : $1 [$2]"
  text="${'$'}{text//'%'/%25}"
  text="${'$'}{text//$'\r'/%0D}"
  text="${'$'}{text//$'\n'/%0A}"
  printf '::error::%s\n' "$text"
  exit 1
}

# Un copier-coller laisse souvent une espace ou une fin de ligne.
GITLAB_URL="${'$'}{GITLAB_URL//[[:space:]]/}"
PROJECT_ID="${'$'}{PROJECT_ID//[[:space:]]/}"
MIRROR_TOKEN="${'$'}{MIRROR_TOKEN//[[:space:]]/}"

where="Réglages du dépôt (Settings), puis Secrets and variables, puis Actions"
[ -n "$GITLAB_URL" ] || stop "la variable $URL_NAME est absente. Ajoutez-la : $where, onglet Variables." variable-absente
[ -n "$PROJECT_ID" ] || stop "la variable $PROJECT_ID_NAME est absente. Ajoutez-la : $where, onglet Variables." variable-absente
[ -n "$MIRROR_TOKEN" ] || stop "le secret $TOKEN_NAME est absent. Ajoutez-le : $where, onglet Secrets." secret-absent
case "$GITLAB_URL" in
  https://* | http://127.0.0.1:*) ;;
  *) stop "la variable $URL_NAME doit être une adresse en https://." adresse-incorrecte ;;
esac
case "$PROJECT_ID" in
  *[!0-9]*) stop "la variable $PROJECT_ID_NAME doit être un nombre : l’identifiant du projet miroir, donné par la console." projet-incorrect ;;
esac
`;

/**
 * The script of the workflow's step, for bash and curl: the settings, then GitLab's "Trigger a pipeline with a token". The token goes to curl on its
 * standard input, never to its arguments, and never to the output.
 */
export const triggerScript = String.raw`${settingsScript}
if [ "$SYNC_ALL" = true ] || [ "$REF_TYPE" = tag ]; then
  what="variables[SYNC_ALL]=true"
else
  what="variables[GIT_BRANCH_DEPLOY]=$BRANCH"
fi

answer="$(mktemp)"
trap 'rm -f "$answer"' EXIT
quoted="${'$'}{MIRROR_TOKEN//\\/\\\\}"
quoted="${'$'}{quoted//\"/\\\"}"
code=000
for attempt in 1 2 3 4; do
  code="$(printf 'form-string = "token=%s"\n' "$quoted" | curl --config - --silent --output "$answer" --write-out '%{http_code}' \
    --connect-timeout 10 --max-time 60 --form-string "ref=main" --form-string "$what" --form-string "variables[PROJECT_NAME]=$PROJECT_NAME" \
    "${'$'}{GITLAB_URL%/}/api/v4/projects/$PROJECT_ID/trigger/pipeline")" || code=000
  # Seules une panne de GitLab ou du réseau se réessaient : une demande refusée le serait encore.
  case "$code" in
    000 | 5??) [ "$attempt" = 4 ] || sleep "$((attempt * ${'$'}{RETRY_DELAY:-5}))" ;;
    *) break ;;
  esac
done

case "$code" in
  201) ;;
  400) stop "GitLab refuse la demande (400) : la branche main du projet miroir $PROJECT_ID est introuvable, ou le nom du dépôt interne est incorrect." ref-refusee ;;
  401) stop "GitLab refuse le jeton (401). Recopiez le secret $TOKEN_NAME depuis la console." jeton-refuse ;;
  404) stop "GitLab ne trouve pas le projet $PROJECT_ID, ou le jeton n’est pas le sien (404). Vérifiez la variable $PROJECT_ID_NAME et le secret $TOKEN_NAME." projet-introuvable ;;
  000) stop "GitLab est injoignable à l’adresse de la variable $URL_NAME, après quatre essais." gitlab-injoignable ;;
  5??) stop "GitLab est en panne (réponse $code), après quatre essais. Relancez ce workflow plus tard." gitlab-en-panne ;;
  *) stop "réponse inattendue de GitLab ($code). Vérifiez la variable $URL_NAME." reponse-inattendue ;;
esac

pipeline="$(grep -oE '"web_url": ?"https?://[A-Za-z0-9._~:/-]+/-/pipelines/[0-9]+"' "$answer" | head -n 1 | cut -d '"' -f 4)" || pipeline=""
echo "Synchronisation demandée à la plateforme $PLATFORM. $pipeline"
if [ -n "$pipeline" ]; then
  echo "Synchronisation demandée à la plateforme $PLATFORM : [suivre le pipeline]($pipeline)" >> "$GITHUB_STEP_SUMMARY"
else
  echo "Synchronisation demandée à la plateforme $PLATFORM." >> "$GITHUB_STEP_SUMMARY"
fi
`;
