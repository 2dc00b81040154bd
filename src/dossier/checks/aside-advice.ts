import { say, type Sentence } from '../../words/sentence.ts';

/** What a team does about what was left aside, so that it is judged. */
export const asideAdvice: Sentence = say`Rien n’en est jugé. Ce qui se déploie est à déplacer ou à renommer ; ${'accostage inspect <dossier>'} juge un de ces dossiers`;
