import type { Queryable, Store, Tx } from "@belfry/store";

const readOnly = { name: "dry-run-read-only", text: "set transaction read only" };

/**
 * The same database, in which nothing can be written: whatever a dry run overlooks, PostgreSQL refuses. Statements run as
 * before, each in a transaction.
 */
export function readOnlyStore(store: Store): Store {
  const transaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    store.transaction(async (tx) => {
      await tx.query(readOnly);
      return work(tx);
    });
  const query: Queryable["query"] = (statement) => transaction((tx) => tx.query(statement));
  return Object.create(store, {
    transaction: { value: transaction },
    query: { value: query },
  }) as Store;
}
