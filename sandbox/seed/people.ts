/** The invented people of the sandbox. */
export const people = [
  { login: 'nadia-dnum', name: 'Nadia Ferhat' },
  { login: 'camille-st', name: 'Camille Roux' },
  { login: 'sacha-st', name: 'Sacha Lemoine' },
  { login: 'lea-martin', name: 'Léa Martin' },
  { login: 'karim-benali', name: 'Karim Benali' },
  { login: 'ines-caron', name: 'Inès Caron' },
  { login: 'hugo-petit', name: 'Hugo Petit' },
  { login: 'paul-visiteur', name: 'Paul Girard' },
] as const;

export type Login = (typeof people)[number]['login'];
