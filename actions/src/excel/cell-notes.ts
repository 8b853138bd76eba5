/** Counts the values that were not written as they were, by column, so that a person hears of them once. */
export interface CellNotes {
  /** @param kind what happened, to be read after "n values of <column>" */
  note(column: string, kind: string): void;
  sentences(): string[];
}

export function createCellNotes(): CellNotes {
  const counts = new Map<string, { column: string; kind: string; count: number }>();
  return {
    note(column, kind) {
      const key = JSON.stringify([column, kind]);
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { column, kind, count: 1 });
      else known.count += 1;
    },
    sentences: () =>
      [...counts.values()].map(({ column, kind, count }) => `${count} value(s) of the column ${column} ${kind}.`),
  };
}
