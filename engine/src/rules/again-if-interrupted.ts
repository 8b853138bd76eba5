import { isTransientDatabaseError } from "@belfry/store";

const MOST_TRIES = 3;

/**
 * Does work again that the database gave up in favour of other work: a change of a rule can meet the planner of a node in
 * a deadlock, and a person should not read of it. For work that changes nothing when it is done twice.
 */
export async function againIfInterrupted<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isTransientDatabaseError(error) || tries === MOST_TRIES) throw error;
    }
  }
}
