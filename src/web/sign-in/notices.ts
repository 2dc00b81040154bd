import type { SignInVariable } from '../../config/sign-in-settings.ts';
import { frenchHtml as html } from '../french-html.ts';
import type { Notice } from './notice-page.ts';
import { homePath } from './return-to.ts';

const again = (to: string) => ({ text: 'Recommencer la connexion', to: `/connexion?return_to=${encodeURIComponent(to)}` });
const other = { text: 'Se déconnecter', to: '/deconnexion' };

/** The answer of GitHub is to no attempt of this browser. */
export const strangeAnswer: Notice = {
  status: 400,
  title: 'Cette connexion a expiré ou a déjà servi',
  paragraphs: [
    'Une connexion se termine dans le navigateur qui l’a commencée, une seule fois, dans les dix minutes. Si cela se répète, ce navigateur refuse peut-être les cookies de ce site.',
  ],
  links: [again(homePath)],
};

/** The person did not say yes, or GitHub did not. */
export function notGranted(returnTo: string): Notice {
  return {
    status: 403,
    title: 'Vous n’êtes pas connecté',
    paragraphs: ['GitHub n’a pas confirmé votre accord. Rien n’a été lu de votre compte.'],
    links: [again(returnTo)],
  };
}

/** GitHub, or the way to it, failed. */
export function githubDown(returnTo: string): Notice {
  return {
    status: 502,
    title: 'GitHub ne répond pas',
    paragraphs: [
      'Votre identité n’a pu être vérifiée auprès de GitHub. Réessayez dans quelques minutes ; vous n’avez rien d’autre à faire.',
    ],
    links: [again(returnTo)],
  };
}

/** Others are signing in: GitHub is not asked for more of them at one time. */
export const tooManyAtOnce: Notice = {
  status: 503,
  title: 'Trop de connexions à la fois',
  paragraphs: ['D’autres personnes se connectent en ce moment. Rechargez cette page dans quelques secondes : votre connexion y reprendra.'],
};

/** GitHub does not take the App's own credentials. */
export const misconfigured: Notice = {
  status: 502,
  title: 'La connexion est mal configurée',
  paragraphs: [
    html`GitHub refuse les identifiants de l’application. L’exploitant doit vérifier <code>GITHUB_CLIENT_ID</code>, <code>GITHUB_CLIENT_SECRET</code> et
      <code>PUBLIC_URL</code>, et que l’adresse de retour (« Callback URL ») de l’application GitHub est celle de ce serveur, suivie de
      <code>/connexion/retour</code>.`,
  ],
};

/** Nobody can sign in: what the operator has to set. */
export function switchedOff(missing: readonly SignInVariable[]): Notice {
  return {
    status: 404,
    title: 'Le portefeuille n’est pas ouvert sur ce serveur',
    paragraphs: [
      html`Ces pages demandent une connexion par GitHub. Pour les ouvrir, l’exploitant renseigne ${missing.map((name, rank) => html`${before(rank, missing.length)}<code>${name}</code>`)}, puis
        redémarre le serveur.`,
      html`<code>GITHUB_CLIENT_ID</code> et <code>GITHUB_CLIENT_SECRET</code> se lisent dans les réglages de l’application GitHub ; <code>PUBLIC_URL</code> est
        l’adresse de ces pages, sans chemin (https://accostage.exemple.gouv.fr).`,
      html`Dans ces mêmes réglages, l’adresse de retour (« Callback URL ») est <code>PUBLIC_URL</code> suivie de <code>/connexion/retour</code>.`,
    ],
  };
}

/** What stands before a term of « a, b et c », by its rank. */
function before(rank: number, count: number): string {
  if (rank === 0) return '';
  return rank === count - 1 ? ' et ' : ', ';
}

/** GitHub lets them read none of the hubs. */
export function readsNothing(login: string): Notice {
  return {
    status: 403,
    title: 'Aucun dossier ne vous est ouvert',
    paragraphs: [
      html`Le compte <strong>${login}</strong> ne lit aucun des dépôts d’accompagnement. La Service Team peut lui en ouvrir l’accès sur GitHub : il sera vu ici dans
        les cinq minutes.`,
      'Si ce compte vient de changer de nom, déconnectez-vous puis reconnectez-vous.',
    ],
    links: [other],
  };
}

/** GitHub did not say what they may read. */
export const rightsUnknown: Notice = {
  status: 503,
  title: 'Vos droits n’ont pu être vérifiés',
  paragraphs: ['GitHub ne dit pas en ce moment quels dépôts vous lisez. Rien n’est montré d’ici là : réessayez dans une minute.'],
  links: [{ text: 'Réessayer', to: homePath }],
};

/** The form did not come from a page of ours. */
export const strangeForm: Notice = {
  status: 403,
  title: 'La déconnexion n’a pas été faite',
  paragraphs: ['La demande ne vient pas d’une page de ce site. Vous êtes encore connecté.'],
  links: [{ text: 'Se déconnecter', to: '/deconnexion' }],
};

/** They are signed out. */
export const signedOut: Notice = {
  status: 200,
  title: 'Vous êtes déconnecté',
  paragraphs: ['Votre session est close dans ce navigateur. Celle de GitHub reste ouverte.'],
  links: [{ text: 'Se connecter', to: '/connexion' }],
};

/** The only form of these pages. */
export function askSignOut({ login, word }: { readonly login: string; readonly word: string }): Notice {
  return {
    status: 200,
    title: 'Se déconnecter',
    paragraphs: [
      html`Vous êtes connecté sous le compte <strong>${login}</strong>.`,
      html`<form method="post" action="/deconnexion">
        <input type="hidden" name="word" value="${word}" /><button type="submit">Se déconnecter</button>
      </form>`,
    ],
    links: [{ text: 'Revenir au portefeuille', to: homePath }],
  };
}

/** Nothing is there. */
export const noSuchPage: Notice = {
  status: 404,
  title: 'Cette page n’existe pas',
  paragraphs: ['L’adresse est peut-être incomplète, ou ce dossier n’est plus suivi.'],
  links: [{ text: 'Aller au portefeuille', to: homePath }],
};

/** Something was sent where pages are only read. */
export const onlyRead: Notice = {
  status: 405,
  title: 'Rien ne s’envoie à cette adresse',
  paragraphs: ['Ces pages se lisent seulement : rien n’a été changé.'],
  links: [{ text: 'Aller au portefeuille', to: homePath }],
};

/** Something failed here. */
export const brokenPage: Notice = {
  status: 500,
  title: 'Cette page n’a pu être faite',
  paragraphs: ['Une erreur s’est produite sur ce serveur, et son exploitant en a la trace. Réessayez dans un instant.'],
  links: [{ text: 'Aller au portefeuille', to: homePath }],
};
