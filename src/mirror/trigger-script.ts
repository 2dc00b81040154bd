import { repositoryNameVariable } from './workflow-model.ts';

/**
 * The script, for bash, that stops with a French sentence when a variable or the secret is missing or malformed, or the internal name is one that the
 * console refuses. Every value comes by the environment.
 */
export const settingsScript = String.raw`set -euo pipefail
export LC_ALL=C

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
PROJECT_NAME="${'$'}{PROJECT_NAME#"${'$'}{PROJECT_NAME%%[![:space:]]*}"}"
PROJECT_NAME="${'$'}{PROJECT_NAME%"${'$'}{PROJECT_NAME##*[![:space:]]}"}"

where="Réglages du dépôt (Settings), puis Secrets and variables, puis Actions"
[ -n "$GITLAB_URL" ] || stop "la variable $URL_NAME est absente. Ajoutez-la : $where, onglet Variables." variable-absente
[ -n "$PROJECT_ID" ] || stop "la variable $PROJECT_ID_NAME est absente. Ajoutez-la : $where, onglet Variables." variable-absente
[ -n "$MIRROR_TOKEN" ] || stop "le secret $TOKEN_NAME est absent. Ajoutez-le : $where, onglet Secrets." secret-absent
# Une valeur que la console n’a pas donnée s’y affiche ainsi.
given() {
  case "$2" in
    undefined | null | NaN) stop "$1 vaut « $2 » : la console n’a pas donné $3. Rechargez sa page des secrets du projet, ou demandez-le à la Service Team." valeur-non-fournie ;;
  esac
}
given "la variable $URL_NAME" "$GITLAB_URL" "l’adresse de GitLab"
given "la variable $PROJECT_ID_NAME" "$PROJECT_ID" "l’identifiant du projet miroir, un nombre"
given "le secret $TOKEN_NAME" "$MIRROR_TOKEN" "le jeton de déclenchement"
# Les messages qui suivent montrent ce qui est écrit dans les variables.
case "$GITLAB_URL $PROJECT_ID $PROJECT_NAME" in
  *glptt-* | *glpat-*) stop "un jeton est écrit dans une variable, qui n’est pas masquée. Révoquez-le, retirez-le de la variable, et mettez le nouveau dans le secret $TOKEN_NAME." jeton-expose ;;
esac
case "$GITLAB_URL" in
  *\?* | *@* | */api/*) stop "la variable $URL_NAME doit être la seule adresse de GitLab, comme https://gitlab.exemple.gouv.fr, sans /api/ ni rien de la commande que donne la console." adresse-incorrecte ;;
  https://?* | http://127.0.0.1:*) ;;
  http://?*) stop "la variable $URL_NAME commence par http://, sans protection. Écrivez https://${'$'}{GITLAB_URL#http://}" adresse-incorrecte ;;
  *[!A-Za-z0-9.:/_-]* | -* | *://*) stop "la variable $URL_NAME doit être une adresse en https://, celle de la tuile GitLab dans la console." adresse-incorrecte ;;
  *) stop "il manque https:// au début de la variable $URL_NAME. Écrivez https://$GITLAB_URL" adresse-incorrecte ;;
esac
case "$PROJECT_ID" in
  *[!0-9]*)
    segment='[A-Za-z0-9_][A-Za-z0-9_.-]*'
    [[ "$PROJECT_ID" =~ ^$segment(/$segment)+$ ]] && stop "la variable $PROJECT_ID_NAME est un chemin. Écrivez l’identifiant du projet miroir, un nombre, ou ce chemin sans « / » : ${'$'}{PROJECT_ID//\//%2F}" projet-incorrect
    [[ "$PROJECT_ID" =~ ^$segment(%2[Ff]$segment)+$ ]] || stop "la variable $PROJECT_ID_NAME doit être un nombre : l’identifiant du projet miroir, donné par la console." projet-incorrect
    ;;
esac
case "$MIRROR_TOKEN" in
  glpat-*) stop "le secret $TOKEN_NAME contient un jeton d’accès personnel (glpat-…). Il faut le jeton de déclenchement du projet miroir (glptt-…), que donne la console ; révoquez l’autre s’il n’est pas à vous." jeton-personnel ;;
esac

# La règle de la console pour le nom interne d’un dépôt.
name="$(printf '%s' "$PROJECT_NAME" | tr 'A-Z' 'a-z' | tr -cs 'a-z0-9' '-')"
name="${'$'}{name#-}"
name="${'$'}{name:0:20}"
name="${'$'}{name%-}"
case "$name" in
  mirror | infra-apps | infra-observability) name="depot-${'$'}{name:0:14}" ;;
  ? | '') name="depot-${'$'}{name:-1}" ;;
esac
advice="Écrivez dans la variable ${repositoryNameVariable} le nom que le dépôt porte dans la console, par exemple $name"
case "$PROJECT_NAME" in
  mirror | infra-apps | infra-observability) stop "le nom interne $PROJECT_NAME est réservé par la plateforme. $advice" nom-interne-refuse ;;
esac
[[ "$PROJECT_NAME" =~ ^[a-z0-9][a-z0-9-]*[a-z0-9]$ ]] && [ "${'$'}{#PROJECT_NAME}" -le 20 ] || stop "le nom interne « $PROJECT_NAME » n’est pas accepté par la console : de 2 à 20 minuscules sans accent, chiffres et tirets, sans tiret aux bouts. $advice" nom-interne-refuse
`;

/**
 * The script of the workflow's step, for bash and curl: the settings, then GitLab's "Trigger a pipeline with a token". A tag goes by its name, as a branch
 * does: SYNC_ALL deletes inside whatever GitHub does not have. 201 tells that a pipeline was created, not that anything was copied. The token goes to curl on
 * its standard input, never to its arguments, and never to the output.
 */
export const triggerScript = String.raw`${settingsScript}
if [ "$SYNC_ALL" = true ] && [ "$REF_TYPE" != tag ]; then
  what="variables[SYNC_ALL]=true"
  asked="toutes les branches et tous les tags"
else
  what="variables[GIT_BRANCH_DEPLOY]=$BRANCH"
  asked="la branche"
  [ "$REF_TYPE" != tag ] || asked="le tag"
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

# Ce que GitLab répond à une demande refusée : message (un texte ou un objet) ou error ; sans lui, rien de sûr à montrer.
said() {
  local text
  text="$(head -c 4000 "$answer" | tr -d '\000-\037')"
  case "$text" in
    *'"message"'*) text="${'$'}{text#*'"message"'}" ;;
    *'"error"'*) text="${'$'}{text#*'"error"'}" ;;
    *) return 0 ;;
  esac
  text="${'$'}{text//"$MIRROR_TOKEN"/***}"
  text="$(printf '%s' "$text" | tr '[]{}"\\' ' ' | tr -s ' ' | sed -e 's/^[ :]*//' -e 's/ *$//' -e 's/ \([:,]\)/\1/g')"
  printf '%s' "${'$'}{text:0:300}"
}

refused() {
  local message hint cause=ref-refusee
  message="$(said)"
  case "$message" in
    *[Rr]eference\ not\ found*) hint="La branche main du projet miroir $PROJECT_ID est introuvable : prévenez la Service Team." ;;
    *CI\ config*) hint="Le projet miroir $PROJECT_ID n’a pas de fichier de CI : prévenez la Service Team." cause=ci-absente ;;
    *variables*) hint="Le projet miroir $PROJECT_ID n’accepte pas de variables : prévenez la Service Team." cause=variables-refusees ;;
    *) hint="Vérifiez la variable $PROJECT_ID_NAME et le secret $TOKEN_NAME, puis prévenez la Service Team." ;;
  esac
  stop "GitLab refuse la demande (400)${'$'}{message:+ et dit : « $message »}. $hint" "$cause"
}

case "$code" in
  201) ;;
  400) refused ;;
  401) stop "GitLab refuse le jeton (401). Recopiez le secret $TOKEN_NAME depuis la console." jeton-refuse ;;
  404) stop "GitLab ne trouve pas le projet $PROJECT_ID, ou le jeton n’est pas le sien (404) : il ne dit pas lequel. Vérifiez la variable $PROJECT_ID_NAME et le secret $TOKEN_NAME." projet-introuvable ;;
  000) stop "GitLab est injoignable à l’adresse de la variable $URL_NAME, après quatre essais. Une machine de GitHub ne joint pas toujours un GitLab du ministère : demandez à la Service Team un autre transport." gitlab-injoignable ;;
  5??) stop "GitLab est en panne (réponse $code), après quatre essais. Relancez ce workflow plus tard." gitlab-en-panne ;;
  *) stop "réponse inattendue de GitLab ($code). Vérifiez la variable $URL_NAME." reponse-inattendue ;;
esac

# Une réponse 201 dit qu’un pipeline est créé, pas que la copie est faite.
pipeline="$(grep -oE '"web_url": ?"https?://[A-Za-z0-9._~:/-]+/-/pipelines/[0-9]+"' "$answer" | head -n 1 | cut -d '"' -f 4)" || pipeline=""
echo "Copie demandée à la plateforme $PLATFORM pour $asked du dépôt interne $PROJECT_NAME. $pipeline"
if [ -n "$pipeline" ]; then
  see="[pipeline nᵒ ${'$'}{pipeline##*/}]($pipeline)"
else
  see="GitLab n’a pas donné le lien du pipeline ; ouvrez, dans GitLab, le projet mirror, puis Build, Pipelines"
fi
{
  echo "**Copie demandée** à la plateforme $PLATFORM, pour $asked, dans le dépôt interne $PROJECT_NAME : $see."
  echo
  echo "Ce n’est encore qu’une demande : la copie est faite quand ce pipeline est vert. S’il est rouge, son étape git-sync dit pourquoi."
} >> "$GITHUB_STEP_SUMMARY"
`;
