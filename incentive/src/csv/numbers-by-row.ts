const CHUNK = 65_536;

/** A number for each row of a long file, beside the heap: a list of a million is copied whole each time it grows. */
export class NumbersByRow {
  readonly #chunks: Float64Array[] = [];

  set(row: number, value: number): void {
    const place = Math.floor(row / CHUNK);
    const chunk = (this.#chunks[place] ??= new Float64Array(CHUNK));
    chunk[row % CHUNK] = value;
  }

  /** Nought where none was set. */
  get(row: number): number {
    return this.#chunks[Math.floor(row / CHUNK)]?.[row % CHUNK] ?? 0;
  }
}
