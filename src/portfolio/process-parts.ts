/** A snapshot holds parts of the process that its dossier follows, which all dossiers of a hub have in common: told apart from it, each is named by its place there. */

const PART = '$part';

/** Every object of a process, itself first, in an order that is the same for a copy of it. */
export function partsOf(process: object): readonly object[] {
  return [process, ...Object.values(process).flatMap((value: unknown) => (isObject(value) ? partsOf(value) : []))];
}

/** Where each part is among them, for the first that it is. */
export function placesOf(parts: readonly object[]): ReadonlyMap<object, number> {
  return new Map(parts.map((part, place) => [part, place] as const).toReversed());
}

/** A value without those parts, as JSON. */
export function withoutParts(value: object, places: ReadonlyMap<object, number>): unknown {
  const leave = (_: string, held: unknown) => {
    const place = isObject(held) ? places.get(held) : undefined;
    return place === undefined ? held : { [PART]: place };
  };
  return JSON.parse(JSON.stringify(value, leave));
}

/** The value again, with the parts of a process as it was then. */
export function withParts(value: unknown, parts: readonly object[]): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => withParts(one, parts));
  if (!isObject(value)) return value;
  const place: unknown = Reflect.get(value, PART);
  if (typeof place === 'number') return parts[place];
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withParts(one, parts)]));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
