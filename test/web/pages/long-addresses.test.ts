import { describe, expect, it } from 'vitest';
import { manyDossiers, portfolioOf } from '../../portfolio/a-portfolio.ts';
import { pagesOf } from './serve-pages.ts';

/** What Node lets the head of a request hold is 16 ko. */
const long = 15_000;
const filled = (piece: string) => piece.repeat(long / piece.length).slice(0, long);
const pages = pagesOf(portfolioOf(manyDossiers(300)));

const sizeOf = async (path: string) => {
  const response = await pages.request(path);
  expect(response.status).toBe(200);
  return (await response.text()).length;
};

describe('une adresse démesurée ne fait ni une page démesurée, ni un long calcul', () => {
  it.each([
    ['/portefeuille', 'mille filtres inconnus', filled('x=1&').replace(/x/g, (_, at: number) => `x${at}`)],
    ['/portefeuille', 'un filtre mille fois', filled('exposition=x&')],
    ['/portefeuille', 'un texte sans fin', `q=${filled('a%20')}`],
    ['/portefeuille', 'un nom sans fin', `${filled('a')}=1`],
    ['/portefeuille', 'des signes qui se codent', `q=${filled('%E2%80%AE')}`],
    ['/flux', 'mille filtres inconnus', filled('x=1&').replace(/x/g, (_, at: number) => `x${at}`)],
    ['/flux', 'un texte sans fin', `q=${filled('a%20')}`],
    ['/activite?depuis=2027-01-01', 'un texte sans fin', `&q=${filled('a%20')}`],
    ['/dossiers/dnum-mi/dso-formation/4', 'un texte sans fin', `q=${filled('a%20')}`],
  ])('%s : %s', async (path, _, query) => {
    const whole = await sizeOf(path);
    expect(await sizeOf(`${path}${path.includes('?') ? '' : '?'}${query}`)).toBeLessThan(whole + 60_000);
  });
});
