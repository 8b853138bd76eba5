/** How much a workbook of figures holds: all of it is in memory while it is written. */
export const MOST_PEOPLE = 10_000;
export const MOST_DAYS = 800;
export const MOST_CONTRACTS = 20_000;
