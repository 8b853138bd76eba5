/**
 * A store that loses answers, as a network does that breaks at the worst moment. Each statement outside a transaction, and
 * each transaction, is one operation. Its answer is lost either after the commit (the work is done and nobody knows) or
 * before it (the work is not done, and nobody knows that either). The caller sees the same error in both cases.
 */
import { AppError } from "@belfry/model";
import type { Statement, Store, Tx } from "@belfry/store";

/** One statement outside a transaction, or one transaction. */
export interface StoreOperation {
  /** The names of its statements in the order in which they were first sent. */
  readonly statements: readonly string[];
  /** The how-manieth operation of these statements it is, from 1. */
  readonly nth: number;
}

export type LossMoment = "before-commit" | "after-commit";

export interface Losses {
  readonly moment: LossMoment;
  /** Which operations lose their answer. */
  readonly loses: (operation: StoreOperation) => boolean;
}

export interface LossyStore {
  readonly store: Store;
  /** Begins to lose answers; operations are counted from here. */
  begin(losses: Losses): void;
  /** Loses no more. */
  end(): void;
  /** The operations whose answers were lost, in their order. */
  readonly lost: StoreOperation[];
}

/** A store that loses nothing until it is told to. */
export function createLossyStore(store: Store): LossyStore {
  const lost: StoreOperation[] = [];
  const counts = new Map<string, number>();
  let losses: Losses | undefined;

  /** When the answer of this operation is lost; nothing when it is not. */
  const lossOf = (statements: readonly string[]): LossMoment | undefined => {
    if (losses === undefined) return undefined;
    const name = statements.join(" ");
    const nth = (counts.get(name) ?? 0) + 1;
    counts.set(name, nth);
    const operation = { statements, nth };
    if (!losses.loses(operation)) return undefined;
    lost.push(operation);
    return losses.moment;
  };

  const lossy: Store = {
    ...store,
    async query(statement: Statement) {
      const loss = lossOf([statement.name]);
      if (loss === "before-commit") breakOff();
      const result = await store.query(statement);
      return loss === undefined ? (result as never) : breakOff();
    },
    async transaction(work) {
      const statements = new Set<string>();
      let loss: LossMoment | undefined;
      const result = await store.transaction(async (tx) => {
        const watched: Tx = {
          isTransaction: true,
          query(statement) {
            statements.add(statement.name);
            return tx.query(statement);
          },
        };
        const value = await work(watched);
        loss = lossOf([...statements]);
        if (loss === "before-commit") breakOff();
        return value;
      });
      return loss === undefined ? result : breakOff();
    },
  };
  return {
    store: lossy,
    lost,
    begin(next) {
      losses = next;
      counts.clear();
    },
    end() {
      losses = undefined;
    },
  };
}

function breakOff(): never {
  throw new AppError("DATABASE_UNREACHABLE", { reason: "Connection terminated unexpectedly" });
}
