import { describe, expect, it } from 'vitest';
import { isThanks } from '../../src/answers/is-thanks.ts';
import { bringsFile, ownWords } from '../../src/answers/own-words.ts';
import { computingMs } from '../computing-time.ts';

const names = ['lea-martin', 'camille-st'];

describe('un remerciement', () => {
  it.each([
    'merci !',
    'Merci',
    'ok merci bien',
    'OK',
    '👍',
    ':+1:',
    '+1',
    '🙏🙏',
    'super',
    'Super, merci beaucoup !',
    'd’accord',
    "D'accord, c'est noté.",
    'Bonjour Camille,\n\nMerci pour votre retour rapide.\n\nCordialement,\nLéa Martin\nBureau des permis\n01 23 45 67 89',
    'Merci d’avoir répondu si vite, bonne journée à toute l’équipe !',
    'Un grand merci pour toutes ces explications très claires sur les flux et les certificats.',
    'merci camille',
    'Merci @camille-st !',
    'Parfait :) merci à tous',
    'Bien reçu, merci. Bonne fin de journée.',
    'Nickel, ça marche',
    'Thanks a lot!',
    'Merci.\n\nLéa',
    'Pas de souci, merci pour l’info',
    'Je vous remercie de votre aide',
    'Ok pour moi',
    'RAS de notre côté',
    'Bonne année à tous',
    'Reçu 5/5',
    'Merci par avance de votre retour',
    'Désolé pour le retard, merci',
    'Got it, thanks',
    // What somebody is about to do.
    'Merci, je regarde ça',
    'Merci, nous allons corriger.',
    'Très bien, on s’en occupe',
    'On regarde et on revient vers vous',
    'Merci pour ces précisions, je mets à jour le dossier',
    'Super, on avance',
    'Je complète le DAT et je reviens vers vous lundi',
    'Ok, on teste ça demain',
    'Nous mettons à jour la demande cette semaine.',
    'Je vais voir ça tout de suite',
    'On prend bonne note',
    'Je fais le nécessaire dès que possible',
    'Je vais vérifier et corriger',
    '+1 !',
    'Merci pour\nvotre retour',
    'Très rapide',
    'C’est clair',
    'Léa Martin',
    'Reçu 5 sur 5, merci',
  ])('n’attend rien : %j', (text) => {
    expect(isThanks(text, names)).toBe(true);
  });

  it.each([
    'Merci ! Et pour le certificat ?',
    'Merci beaucoup pour votre réponse très complète, elle nous a bien aidés ; du coup, qui ouvre le flux ?',
    'Merci de préciser le port.',
    'Merci de nous ouvrir le flux',
    'Merci de vérifier',
    'Merci mais cela ne marche pas',
    'Bonjour, je ne comprends pas ce que veut dire DR',
    'ok je bloque sur la console',
    'Merci pour la réponse, le jeton est refusé',
    'Oui, 3 environnements',
    'Cordialement, il nous manque un accès',
    'Merci pour l’aide, nous attendons le jeton',
    'ça ne marche pas',
    'Besoin d’aide',
    'Je regarde mais je ne trouve pas le jeton',
    'Nous allons voir comment ouvrir le flux',
    'On avance si vous validez',
    'Nous allons abandonner le projet',
    'Le retard est de votre côté',
    'Nous n’y arrivons pas',
    'On fait comment',
    'Je vais tester, il manque un accès',
    'C’est corrigé',
    // An act that holds something for the Service Team to know or do.
    'Nous testons Argo CD et cela échoue',
    'On teste en recette et le pod redémarre en boucle',
    'Je vais tester dès que vous aurez ouvert les droits',
    'Je regarde dès que vous avez ouvert l’accès',
    'Nous complétons le DAT une fois vos remarques reçues',
    'Nous ajoutons deux utilisateurs à autoriser : @lea',
    'Je modifie la date de MEP au 15 mars',
    'Nous avançons la date de MEP',
    'Je vais compléter avec un second dépôt',
    'Je vais voir avec vous pour la date',
    'On teste ça et cela échoue',
    'Je mets à jour le DAT vers la version 2',
    // Answers.
    '5',
    '1',
    'notre service',
    'Par notre équipe',
    'nos services',
    'De notre côté',
    'Le service',
    'L’équipe.',
    'La validation',
    'votre équipe',
    'help',
    'ok ?',
    'Cordialement\nA\nB\nC\nD\nE\nF\nAu fait, le jeton est refusé',
    `Merci ${'beaucoup '.repeat(100)}`,
  ])('n’en est pas un : %j', (text) => {
    expect(isThanks(text, names)).toBe(false);
  });

  it('est jugé vite, si long et si tordu qu’il soit', () => {
    const spent = computingMs(() => {
      for (const part of ['merci ', '![', '<img ', '[a](https://x/', 'ok super ', '@a/', ':a', '> ', 'Le a '])
        isThanks(ownWords(part.repeat(60_000 / part.length)), names);
    });
    expect(spent).toBeLessThan(4_000);
  });
});

it.each(['![', '<img ', '<video ', '[', '[a', '![a[b'])('soixante commentaires pleins de « %s » sont lus en un instant', (part) => {
  const spent = computingMs(() => {
    for (let comment = 0; comment < 60; comment++) ownWords(`${comment} ${part.repeat(60_000 / part.length)}`);
  });
  expect(spent).toBeLessThan(4_000);
});

describe('ce qu’une personne dit elle-même dans un commentaire', () => {
  it.each([
    ['une citation seule', '> Quel port ?\n> Merci', ''],
    ['une réponse sous une citation', '> Quel port ?\n\nLe 443.', 'Le 443.'],
    ['une image seule', '![capture](https://github.com/user-attachments/assets/1234)', ''],
    ['une image de GitHub, en HTML', '<img width="300" alt="x" src="https://github.com/user-attachments/assets/12" />', ''],
    ['un fichier joint', '[journal.txt](https://github.com/user-attachments/files/12/journal.txt)', ''],
    ['une vidéo', 'https://github.com/user-attachments/assets/12-34', ''],
    ['une image d’avant', 'https://user-images.githubusercontent.com/1/2.png', ''],
    ['un fichier joint sur un serveur de l’État', '[a.pdf](https://git.exemple.gouv.fr/dnum/hub/files/1/a.pdf)', ''],
    ['un lien qui n’est pas un fichier joint', 'https://exemple.fr/page', 'https://exemple.fr/page'],
    ['rien de visible', '<!-- brouillon -->\n\u200b', ''],
    ['un courriel', 'Merci !\n\nLe lun. 4 janv. 2027 à 10:00, accostage a écrit :\n> Bonjour\n> @lea', 'Merci !'],
    ['un courriel, avec sa signature', 'Merci !\n-- \nLéa Martin\nSous-directrice', 'Merci !'],
    ['un courriel de Gmail', 'Merci !\n\nLe lun. 4 janv. 2027 à 10:00, accostage a écrit\u00A0:\n\n> Bonjour', 'Merci !'],
    ['une annonce sur deux lignes', 'Merci !\n\nOn Mon, Jan 4, 2027 at 10:00 AM accostage ***@***.***>\nwrote:\n\n> Bonjour', 'Merci !'],
    [
      'un courriel d’Outlook mobile',
      `Merci !\n\nTélécharger Outlook pour iOS\n${'_'.repeat(32)}\nDe : accostage\nEnvoyé : lundi`,
      'Merci !',
    ],
    ['un filet d’Outlook', `Merci !\n${'_'.repeat(32)}\nFrom: accostage\nSent: Monday`, 'Merci !'],
    ['un flux, de qui à qui', 'De : notre application\nÀ : la base\nQui l’ouvre ?', 'De : notre application\nÀ : la base\nQui l’ouvre ?'],
    ['un envoi', 'Envoyé depuis la messagerie hier, vous confirmez ?', 'Envoyé depuis la messagerie hier, vous confirmez ?'],
    ['un courriel d’Outlook', 'Merci !\n\nDe : accostage <notifications@github.com>\nObjet : dossier\n\nQuel port ?', 'Merci !'],
  ])('%s', (_, comment, words) => {
    expect(ownWords(comment)).toBe(words);
  });

  it('un fichier joint est reconnu avec ce qui l’accompagne', () => {
    expect(bringsFile('Voici : ![capture](https://github.com/user-attachments/assets/1234)')).toBe(true);
    expect(bringsFile('Voici : https://exemple.fr')).toBe(false);
  });
});
