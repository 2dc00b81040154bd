import { nonBreaking } from '../../src/words/non-breaking.ts';
import { type Html, html, instant, raw } from '../pages/html.ts';
import type { Step } from '../tour/step.ts';
import type { Playing } from './player.ts';
import type { Told } from './told.ts';

/** What the bench shows. */
export interface BenchState {
  readonly steps: readonly Step[];
  readonly playing: Playing;
  /** What the last step changed. */
  readonly told: readonly Told[];
  /** Address of the tour's dossier, null before it is open. */
  readonly dossier: string | null;
  readonly isAppRunning: boolean;
  /** Events that will be lost or doubled. */
  readonly faults: number;
  /** What became of the last events, the newest first. */
  readonly deliveries: readonly string[];
  readonly now: Date;
}

/** What stands beside each page: the tour, what may go wrong, the time. Every button is a form, so that all of it works without scripts. */
export function benchView(state: BenchState): Html {
  return html`<aside class="bench" id="banc" aria-label="Banc d’essai">
<a class="button close" href="#contenu">Fermer le banc</a>
${state.steps.length === 0 ? noTour : tourView(state)}
<details open><summary>Incidents</summary>
<form method="post" action="/-/livraisons" class="controls">
<button name="fault" value="drop">Perdre le prochain événement</button>
<button name="fault" value="duplicate">Le livrer deux fois</button>
</form>
<p>${state.faults === 0 ? 'Les événements arrivent un à un, une fois.' : `Prévu pour les prochains événements : ${state.faults}.`}</p>
<form method="post" action="/-/application" class="controls">
${
  state.isAppRunning
    ? html`<button name="state" value="stop">Arrêter l’application</button><span>Elle est en marche.</span>`
    : html`<button class="primary" name="state" value="start">Redémarrer l’application</button><span>Elle est arrêtée : les événements se perdent, elle rattrapera au redémarrage.</span>`
}
</form>
${state.deliveries.length === 0 ? null : html`<details><summary>Derniers événements</summary><ul>${state.deliveries.map((line) => html`<li>${nonBreaking(line)}</li>`)}</ul></details>`}
</details>
<details open><summary>Horloge</summary>
<p>Ici, nous sommes le ${instant(state.now.toISOString())}.</p>
<form method="post" action="/-/horloge" class="controls">
<button name="days" value="1">+ 1 jour</button><button name="days" value="3">+ 3 jours</button><button name="days" value="14">+ 14 jours</button>
</form>
</details>
<p><a href="/-/api">Tout cela par l’API (curl)</a></p>
</aside>`;
}

const noTour = html`<h2>Banc d’essai</h2><p>Votre processus n’a pas les phases de la visite guidée : ouvrez un dossier, et jouez-le vous-même.</p>
<form method="post" action="/-/visite"><button name="do" value="restart">Recommencer</button></form>`;

function tourView(state: BenchState): Html {
  const { steps, playing, dossier } = state;
  const { played, total, goesOn, works, failure } = playing;
  const over = played.length >= total;
  return html`<h2 id="visite">Visite guidée</h2>
<progress aria-label="Étapes jouées" value="${played.length}" max="${total}"></progress>
<p>${played.length}/${total} étapes${works ? ' · en cours…' : ''}${dossier === null ? null : html` · <a href="${dossier}">le dossier</a>`}</p>
<form method="post" action="/-/visite" class="controls">
<button class="primary" name="do" value="next"${over || goesOn ? raw(' disabled') : null}>Étape suivante</button>
${goesOn ? html`<button name="do" value="pause">Pause</button>` : html`<button name="do" value="play"${over ? raw(' disabled') : null}>Tout jouer</button>`}
<button name="do" value="restart">Recommencer</button>
</form>
${failure === null ? null : html`<p class="bad"><span class="mark">✗</span> ${failure}</p>`}
${played.length === 0 ? html`<p>« Étape suivante » ouvre un dossier, incomplet. Vous verrez ce que l’application répond.</p>` : lastStep(state)}
${over ? html`<p><strong>La visite est finie.</strong> À vous : dites en haut de la page qui vous êtes, puis ouvrez un dossier, ou rouvrez celui-ci.</p>` : null}
<details${played.length === 0 ? raw(' open') : null}><summary>Toutes les étapes</summary>
<ol class="steps" aria-label="Étapes de la visite">${steps.map((step, index) => stepView(step, index, playing))}</ol></details>`;
}

function lastStep({ steps, playing: { played }, told, dossier, isAppRunning }: BenchState): Html | null {
  const step = steps[played.length - 1];
  if (step === undefined) return null;
  const { who, does } = step;
  return html`<section class="last" aria-labelledby="dernier" data-step="${played.length}"><h3 id="dernier">À l’instant</h3>
<p><strong>${who}</strong> ${nonBreaking(does)}</p>
<ul class="told">${told.length === 0 ? html`<li>Rien n’a changé dans le dossier.</li>` : told.map((one) => toldView(one, dossier))}</ul>
${isAppRunning ? null : html`<p><span class="bad">L’application est arrêtée</span> : redémarrez-la, plus bas, et elle répondra.</p>`}</section>`;
}

function toldView({ text, anchor, isEdit }: Told, dossier: string | null): Html {
  const told = nonBreaking(text);
  if (anchor === null || dossier === null) return html`<li>${told}</li>`;
  return html`<li>L’application <a href="${dossier}#${anchor}"${isEdit ? raw(' data-edit') : null}>${told}</a></li>`;
}

function stepView({ chapter, who, does }: Step, index: number, { played, total }: Playing): Html {
  const done = played[index];
  const differences = done?.differences ?? [];
  const mark = done === undefined ? String(index + 1) : differences.length === 0 ? '✓' : '✗';
  const told = done === undefined ? 'à jouer' : differences.length === 0 ? 'comme attendu' : 'pas comme attendu';
  const name = [done === undefined ? '' : differences.length === 0 ? 'good' : 'bad', index === played.length - 1 ? 'now' : ''].join(' ');
  return html`<li class="${name.trim()}"${index === played.length - 1 ? raw(' aria-current="step"') : null}>
${chapter === undefined ? null : html`<p class="chapter">${nonBreaking(chapter)}</p>`}
<form method="post" action="/-/visite"><input type="hidden" name="do" value="jump">
<button class="step" name="step" value="${index + 1}" title="Aller à cette étape (${index + 1}/${total})"><span class="mark">${mark}<span class="visually-hidden"> ${told}, étape ${index + 1} :</span></span><span><strong>${who}</strong> ${nonBreaking(does)}</span></button></form>
${differences.length === 0 ? null : html`<ul class="told">${differences.map((difference) => html`<li class="bad">${difference}</li>`)}</ul>`}
</li>`;
}
