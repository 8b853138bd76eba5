/** The numbers behind the name of a benchmark, in their order; what is left out has its default. */
export function numbersOf(...defaults: readonly number[]): number[] {
  const given = process.argv.slice(2).filter((word) => !word.startsWith("--"));
  return defaults.map((value, i) => (given[i] === undefined ? value : Number(given[i])));
}
