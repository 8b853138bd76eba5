/** The smallest of 1, 2, 4, 6, 8 × 10ⁿ that is not below a value: where an axis that begins with 0 may end. */
export function niceTop(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 4, 6, 8, 10].find((step) => step * power >= value) ?? 10;
  return factor * power;
}
