/**
 * Time limits of running work, by the database's clock. The pulse fires those that have passed and sleeps no longer than
 * until the next one; so moving the clock of a test fires them at once.
 */
export interface Deadlines {
  /** Calls `fire` when the time has come; the function returned takes it back. */
  add(at: Date, fire: () => void): () => void;
  fireDue(now: Date): void;
  next(): Date | undefined;
}

export function createDeadlines(): Deadlines {
  const entries = new Set<{ readonly at: Date; readonly fire: () => void }>();
  return {
    add(at, fire) {
      const entry = { at, fire };
      entries.add(entry);
      return () => entries.delete(entry);
    },
    fireDue(now) {
      for (const entry of entries) {
        if (entry.at > now) continue;
        entries.delete(entry);
        entry.fire();
      }
    },
    next() {
      let next: Date | undefined;
      for (const { at } of entries) if (next === undefined || at < next) next = at;
      return next;
    },
  };
}
