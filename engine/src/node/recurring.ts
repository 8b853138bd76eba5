/**
 * Work that a node does every so often by the database's clock, one at a time. Several nodes may do it at once; what one of
 * them left undone is done the next time.
 */
export interface Recurring {
  /** Does what is due at this time. Resolves when it is done; what fails is reported and never rejects. */
  look(now: Date): Promise<void>;
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

export interface RecurringOptions {
  readonly everyMs: number;
  /** Asks between its steps whether it is to end early. */
  readonly work: (isStopped: () => boolean) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

export function createRecurring({ everyMs, work, onError }: RecurringOptions): Recurring {
  let doneAt: Date | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;

  return {
    async look(now) {
      // By the distance in both directions: after the clock was set back, its way is not waited for.
      const due = doneAt === undefined || Math.abs(now.getTime() - doneAt.getTime()) >= everyMs;
      if (due && running === undefined && !stopped) {
        doneAt = now;
        running = work(() => stopped)
          .catch(onError)
          .finally(() => {
            running = undefined;
          });
      }
      await running;
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}
