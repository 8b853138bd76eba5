/** A record as it is kept. */
export interface RecordRow {
  readonly key: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** 1 when it was made; grows by one with each change. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A table of records. */
export interface RecordTableRow {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly maxRows: number;
  readonly rows: number;
  readonly createdAt: Date;
  /** When its rows, or what is said of it, last changed. */
  readonly updatedAt: Date;
}

export const recordColumns = `key, fields, version, created_at as "createdAt", updated_at as "updatedAt"`;

export const recordTableColumns = `id, name, description, max_rows as "maxRows", rows, created_at as "createdAt",
  updated_at as "updatedAt"`;
