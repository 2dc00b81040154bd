const units: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** A Kubernetes quantity (`500m`, `1.5Gi`, `1e12`) as a number; null for anything else. */
export function parseQuantity(text: string): number | null {
  const [, digits, rest = ''] = /^([+-]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40}))(.{0,8})$/.exec(text) ?? [];
  if (digits === undefined) return null;
  if (Object.hasOwn(units, rest)) return Number(digits) * (units[rest] ?? 1);
  return /^[eE][+-]?\d{1,3}$/.test(rest) ? Number(`${digits}${rest}`) : null;
}
