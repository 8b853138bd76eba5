export type LimitKind = "label" | "connection";

/** A limit of the installation. */
export interface LimitRow {
  readonly kind: LimitKind;
  /** A label as `db=erp`, a connection as `erp.example.org:443`. */
  readonly name: string;
  /** Of a label: how many executions work at once. */
  readonly concurrency: number | null;
  /** Of a connection: how many calls begin within `perMs`. */
  readonly rateLimit: number | null;
  readonly perMs: number | null;
  readonly note: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

export const limitColumns = `l.kind, l.name, l.concurrency, l.rate_limit as "rateLimit", l.per_ms as "perMs", l.note, l.updated_at as "updatedAt",
        l.updated_by as "updatedBy"`;
