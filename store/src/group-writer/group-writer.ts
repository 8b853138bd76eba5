/**
 * Group commit: many small durable writes of one process share one transaction, and so one fsync.
 *
 * Each `write` resolves only after the transaction that holds it has committed. While one transaction is under way the
 * next one gathers, so the batch grows with the load by itself and nobody waits when there is none. Rows of one kind are
 * written by one set-based statement. What must hold:
 *
 * - A row whose condition no longer holds (a lost lease) rejects alone; the rest of its batch is written.
 * - A data error bisects the batch until only the guilty write rejects.
 * - When the answer of a commit is lost, the same batch is sent again: every statement here must be repeatable.
 */
import { isTransientDatabaseError } from "../database/errors.ts";
import type { Store } from "../database/store.ts";
import type { Queryable, Tx } from "../database/statement.ts";

/** Writes rows of one kind and says which of them (by place) were refused because they are no longer ours. */
export type BatchStatement<Row> = (tx: Tx, rows: readonly Row[]) => Promise<ReadonlySet<number>>;

/**
 * The same in one single statement, which is all or nothing by itself: when a batch holds no other kind it needs no
 * transaction around it, which saves two of three round trips.
 */
export interface SingleStatement<Row> {
  readonly single: (db: Queryable, rows: readonly Row[]) => Promise<ReadonlySet<number>>;
}

/** The rows of one kind in a transaction. */
export type RowsOf<Kinds extends Record<string, unknown>> = <Kind extends keyof Kinds>(
  kind: Kind,
) => readonly Kinds[Kind][];

export interface GroupWriterOptions<Kinds extends Record<string, unknown>> {
  readonly store: Pick<Store, "transaction" | "query">;
  /**
   * Runs first in each transaction. For locks that its statements need: taken one after the other by each statement, they
   * would be waited for by somebody who waits for rows that an earlier statement holds.
   */
  readonly begin?: (tx: Tx, rowsOf: RowsOf<Kinds>) => Promise<void>;
  /** The statements in the order in which they run inside a transaction. */
  readonly statements: { readonly [Kind in keyof Kinds]: BatchStatement<Kinds[Kind]> | SingleStatement<Kinds[Kind]> };
  /** What a refused row rejects with. */
  readonly refusal: () => Error;
  /** The most rows of one transaction. @default 500 */
  readonly maxRows?: number;
  /** How many transactions may be under way at once. @default 2 */
  readonly inFlight?: number;
  /** Called before a batch is sent again because the database could not be asked. */
  readonly onRetry?: (error: unknown) => void;
  /** The wait before a batch is sent again. @default 200 */
  readonly retryDelayMs?: number;
}

interface Pending {
  readonly kind: string;
  readonly row: unknown;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupWriter<Kinds extends Record<string, unknown>> {
  /** Resolves when the row is committed. Rejects with the refusal, or with the data error that the row caused. */
  write<Kind extends keyof Kinds & string>(kind: Kind, row: Kinds[Kind]): Promise<void>;
  /** Resolves when everything written so far is settled. */
  drained(): Promise<void>;
}

export function createGroupWriter<Kinds extends Record<string, unknown>>(
  options: GroupWriterOptions<Kinds>,
): GroupWriter<Kinds> {
  const maxRows = options.maxRows ?? 500;
  const inFlight = options.inFlight ?? 2;
  const retryDelayMs = options.retryDelayMs ?? 200;
  const kinds = Object.keys(options.statements);
  const gathering: Pending[] = [];
  let running = 0;
  let scheduled = false;
  let idle: (() => void)[] = [];

  const schedule = () => {
    if (scheduled || running >= inFlight || gathering.length === 0) return;
    scheduled = true;
    // After the I/O callbacks of this turn: all executions that became ready in it share the transaction.
    setImmediate(() => {
      scheduled = false;
      const batch = gathering.splice(0, maxRows);
      running += 1;
      void settle(batch).finally(() => {
        running -= 1;
        schedule();
        if (running === 0 && gathering.length === 0) {
          for (const wake of idle) wake();
          idle = [];
        }
      });
      schedule();
    });
  };

  /** Never rejects: every pending write of the batch is resolved or rejected. */
  const settle = async (batch: readonly Pending[]): Promise<void> => {
    for (;;) {
      try {
        const refused = await writeBatch(batch);
        for (const pending of batch) {
          if (refused.has(pending)) pending.reject(options.refusal());
          else pending.resolve();
        }
        return;
      } catch (error) {
        if (isTransientDatabaseError(error)) {
          options.onRetry?.(error);
          await new Promise((resolve) => setTimeout(resolve, retryDelayMs));
          continue;
        }
        if (batch.length === 1) {
          batch[0]?.reject(error);
          return;
        }
        const middle = batch.length >> 1;
        await settle(batch.slice(0, middle));
        await settle(batch.slice(middle));
        return;
      }
    }
  };

  const writeBatch = async (batch: readonly Pending[]): Promise<Set<Pending>> => {
    const present = kinds.filter((kind) => batch.some((pending) => pending.kind === kind));
    const [only] = present;
    const alone = present.length === 1 && only !== undefined ? options.statements[only] : undefined;
    if (alone !== undefined && typeof alone !== "function")
      return writeKind(batch, (rows) => alone.single(options.store, rows));
    return options.store.transaction(async (tx) => {
      await options.begin?.(tx, (kind) => rowsOf(batch, kind));
      const refused = new Set<Pending>();
      for (const kind of present) {
        const statement = options.statements[kind];
        if (statement === undefined) continue;
        const ofKind = batch.filter((pending) => pending.kind === kind);
        const write = typeof statement === "function" ? statement : statement.single;
        for (const pending of await writeKind(ofKind, (rows) => write(tx, rows))) refused.add(pending);
      }
      return refused;
    });
  };

  const rowsOf = <Kind extends keyof Kinds>(batch: readonly Pending[], kind: Kind): readonly Kinds[Kind][] =>
    batch.filter((pending) => pending.kind === kind).map(({ row }) => row as Kinds[Kind]);

  /** Writes rows that are all of one kind and returns those that were refused. */
  const writeKind = async (
    batch: readonly Pending[],
    write: (rows: readonly Kinds[string][]) => Promise<ReadonlySet<number>>,
  ): Promise<Set<Pending>> => {
    const places = await write(batch.map((pending) => pending.row as Kinds[string]));
    return new Set(batch.filter((_pending, place) => places.has(place)));
  };

  return {
    write(kind, row) {
      return new Promise<void>((resolve, reject) => {
        gathering.push({ kind, row, resolve, reject });
        schedule();
      });
    },
    drained() {
      if (running === 0 && gathering.length === 0) return Promise.resolve();
      return new Promise((resolve) => idle.push(resolve));
    },
  };
}
