import type { Instruction } from './dockerfile.ts';

/** The text of a command, as the shell or the program is given it. */
export function commandText(instruction: Instruction): string {
  const text = [...instruction.flags, ...instruction.words].map((word) => word.text).join(' ');
  return text.startsWith('[') ? commandWords(instruction).join(' ') : text;
}

/** The words of `CMD` or `ENTRYPOINT`, whether written as JSON or for the shell. */
export function commandWords({ flags, words }: Instruction): readonly string[] {
  const text = words.map((word) => word.text).join(' ');
  if (text.startsWith('[')) {
    try {
      const parsed: unknown = JSON.parse(text);
      if (Array.isArray(parsed)) return parsed.filter((word) => typeof word === 'string');
    } catch {
      // Docker runs what is not JSON by the shell.
    }
  }
  return [...flags, ...words].map((word) => word.text.replace(/^["']|["']$/g, ''));
}

/** The instruction that a stage ends with among those of a keyword; Docker keeps the last. */
export function lastOf(instructions: readonly Instruction[], keyword: string): Instruction | null {
  return instructions.findLast((instruction) => instruction.keyword === keyword) ?? null;
}
