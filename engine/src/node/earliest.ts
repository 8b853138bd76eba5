/** The earliest of these times; infinities and what is missing are none. */
export function earliest(...times: readonly (Date | number | null | undefined)[]): Date | undefined {
  return times.filter((time) => time instanceof Date).toSorted((a, b) => a.getTime() - b.getTime())[0];
}
