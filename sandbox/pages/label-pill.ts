import { z } from 'zod';
import { type Html, html } from './html.ts';

export const labelShape = z.object({
  name: z.string(),
  description: z.string().nullish(),
  color: z
    .string()
    .regex(/^[0-9a-fA-F]{6}$/)
    .catch('888888')
    .transform((color) => color.toLowerCase()),
});
export type Label = z.infer<typeof labelShape>;

/** A label as GitHub shows it. */
export function pill({ name, color, description }: Label): Html {
  return html`<span class="pill colour-${color}" title="${description ?? ''}">${name}</span>`;
}

/** The style sheet of labels in these colours, six hexadecimal digits each: the text is black or white, whichever is read better (WCAG 2, contrast ratio). */
export function colourSheet(colours: readonly string[]): string {
  return colours
    .filter((colour) => /^[0-9a-f]{6}$/.test(colour))
    .map((colour) => `.colour-${colour} { background: #${colour}; color: ${luminance(colour) > 0.179 ? '#000' : '#fff'} }\n`)
    .join('');
}

/** Relative luminance (WCAG 2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
