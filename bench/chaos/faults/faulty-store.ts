/**
 * The store of one node, between it and the database: it can be cut off (nothing reaches the database, and what was asked
 * is not answered), frozen (everything stands still in the middle, and goes on when it thaws, as in a process that was
 * stopped), and it can lose answers.
 */
import { AppError } from "@belfry/model";
import type { Store, Tx } from "@belfry/store";
import { createLossyStore, type LossMoment } from "@belfry/testkit";

export interface FaultyStore {
  readonly store: Store;
  readonly state: "well" | "cut" | "frozen";
  cut(): void;
  freeze(): void;
  /** Loses each n-th answer. */
  lose(moment: LossMoment, each: number): void;
  heal(): void;
}

export function createFaultyStore(inner: Store): FaultyStore {
  const lossy = createLossyStore(inner);
  let state: FaultyStore["state"] = "well";
  let thawed = Promise.withResolvers<void>();

  const pass = async (): Promise<void> => {
    while (state === "frozen") await thawed.promise;
    if (state === "cut") throw new AppError("DATABASE_UNREACHABLE", { reason: "The node is cut off." });
  };
  const store: Store = {
    ...inner,
    async query(statement) {
      await pass();
      const result = await lossy.store.query<never>(statement);
      await pass();
      return result;
    },
    async transaction(work) {
      await pass();
      const result = await lossy.store.transaction((tx) => {
        const through: Tx = {
          isTransaction: true,
          async query(statement) {
            await pass();
            const answer = await tx.query<never>(statement);
            await pass();
            return answer;
          },
        };
        return work(through);
      });
      await pass();
      return result;
    },
  };
  return {
    store,
    get state() {
      return state;
    },
    cut() {
      state = "cut";
      thawed.resolve();
    },
    freeze() {
      // Frozen twice: those that wait since the first time must thaw as well.
      if (state !== "frozen") thawed = Promise.withResolvers();
      state = "frozen";
    },
    lose(moment, each) {
      let n = 0;
      lossy.begin({ moment, loses: () => (n += 1) % each === 0 });
    },
    heal() {
      state = "well";
      thawed.resolve();
      lossy.end();
    },
  };
}
