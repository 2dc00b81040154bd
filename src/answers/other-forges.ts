/** As they are named in a text. */
const otherForges = 'gitlab|bitbucket|gitea|forge|gogs|svn|subversion|codeberg|sourcehut|gerrit|framagit|azure devops|azure repos';
const within = "(?:sur|dans|chez) (?:(?:le|la|un|notre|leur) |l['’])?";
const named = `(?:${otherForges})(?![\\p{L}.]|[ -]ci(?!\\p{L}))`;
/** Before the first name, as a label, a place or right before it; or right behind a name. */
const onOtherForge = new RegExp(
  `^[^/]*(?:${within}${named}|(?:${otherForges})(?![ -]ci(?!\\p{L}))[\\p{L}\\d-]{0,20}(?: [\\p{L}'’-]{1,20}){0,4} ?:(?!//)|${named}(?: [:–-])? [\\w-]{1,39}(?=/))|/[\\w.-]{1,100} (?:\\(${named}[^:/()]*\\)|(?:est )?${within}${named})`,
  'iu',
);

/**
 * True for a part of a line that places its repository on another forge than GitHub, in words: « GitLab : equipe/projet », « equipe/projet (Bitbucket) ». On
 * GitHub, what bears that name is a stranger's. Where GitHub is named too, nobody can tell, and the name is read.
 */
export function isOnOtherForge(segment: string): boolean {
  return onOtherForge.test(segment) && !/github/i.test(segment);
}

const title = new RegExp(`^(?:(?:le|la|sur|notre|leur|forge) ){0,3}${named}(?: [\\p{L}'’-]{1,20}){0,2} ?:?$`, 'iu');

/** True for a line, or a cell of a table, that names another forge for what comes behind it: « GitLab : », « Notre GitLab interne ». */
export function titlesOtherForge(text: string): boolean {
  return title.test(text.trim()) && !/github/i.test(text);
}
