import { describe, expect, it } from 'vitest';
import { keepLast } from '../../src/words/keep-last.ts';

/** A function that tells which texts it was really asked. */
function counted(most: number) {
  const asked: string[] = [];
  const read = keepLast(most, (text) => {
    asked.push(text);
    return text === 'rien' ? undefined : { text };
  });
  return { read, asked };
}

describe('ce qui a été lu en dernier est gardé', () => {
  it('un texte n’est lu qu’une fois, et rend la même chose', () => {
    const { read, asked } = counted(2);
    const first = read('a');
    expect(read('a')).toBe(first);
    expect(first).toEqual({ text: 'a' });
    expect(asked).toEqual(['a']);
  });

  it('rien est aussi une réponse', () => {
    const { read, asked } = counted(2);
    expect([read('rien'), read('rien')]).toEqual([undefined, undefined]);
    expect(asked).toEqual(['rien']);
  });

  it('au-delà de ce qu’il garde, le plus anciennement demandé est oublié', () => {
    const { read, asked } = counted(2);
    for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) read(text);
    expect(asked).toEqual(['a', 'b', 'c', 'b']);
  });

  it('il ne garde jamais plus du double', () => {
    const { read, asked } = counted(3);
    const texts = Array.from({ length: 100 }, (_, rank) => `texte ${rank}`);
    for (const text of texts) read(text);
    for (const text of texts.slice(0, 94)) read(text);
    expect(asked).toHaveLength(194);
  });
});
