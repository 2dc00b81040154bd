import { say, type Sentence } from '../../words/sentence.ts';

/** Why a file is not the text that it stands for; null where it is. Pure; never throws. */
export function notText(text: string): Sentence | null {
  if (text.startsWith('version https://git-lfs.github.com/spec/'))
    return say`ce fichier est un renvoi de Git LFS, et son contenu n’a pas été lu`;
  // Git keeps a symbolic link as the path that it leads to.
  if (/^[^\s:{[]{1,500}\.(ya?ml|json)$/i.test(text)) return say`ce fichier est un lien symbolique, qui n’a pas été suivi`;
  return text.includes('\0') || text.startsWith('\uFFFD') ? say`ce fichier n’est pas un texte en UTF-8` : null;
}
