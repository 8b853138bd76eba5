/** One record of a table: what is known under a key. */
export interface RecordView {
  readonly key: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** 1 when it was made; grows by one with each change. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Reads the tables of records that Belfry keeps itself. Each method throws AppError RECORD_TABLE_NOT_FOUND. */
export interface RecordReader {
  get(table: string, key: string): Promise<RecordView | undefined>;
  /** The records by their keys, page after page. */
  read(
    table: string,
    filter?: {
      /** Keys that begin so. @default all */
      readonly prefix?: string;
      /** Fields that have to be there with these values. @default all */
      readonly where?: Readonly<Record<string, unknown>>;
    },
  ): AsyncIterable<RecordView>;
}

/** Reads and changes them. Each call is one transaction; the same call again changes nothing more. */
export interface Records extends RecordReader {
  /**
   * Writes records, all of them or none. `merge` keeps the fields that are not named.
   * @throws AppError RECORD_TABLE_FULL, INPUT_INVALID
   */
  upsert(
    table: string,
    records: readonly { readonly key: string; readonly fields: Readonly<Record<string, unknown>> }[],
    options?: { readonly merge?: boolean },
  ): Promise<{ readonly inserted: number; readonly changed: number }>;
  /** Returns how many there were. */
  delete(table: string, keys: readonly string[]): Promise<number>;
}
