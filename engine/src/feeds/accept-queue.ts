/**
 * What a listener brings while a transaction is under way is accepted in the next one, together: a batch grows with the
 * load by itself, and a thousand messages a second are not a thousand transactions.
 */
import type { IncomingEvent } from "@belfry/plugin-kit";
import { AppError } from "@belfry/model";

export interface AcceptQueue {
  /** Resolves when the events are accepted, rejects when they are not. */
  accept(events: readonly IncomingEvent[]): Promise<void>;
  /** Refuses what comes from now on; resolves when nothing is under way. */
  close(): Promise<void>;
}

/** A transaction of more events holds its locks for too long. */
const MOST_EVENTS = 500;

interface Call extends PromiseWithResolvers<void> {
  readonly events: readonly IncomingEvent[];
}

/** @param write accepts events, all or none */
export function createAcceptQueue(write: (events: readonly IncomingEvent[]) => Promise<void>): AcceptQueue {
  let waiting: Call[] = [];
  let running: Promise<void> | undefined;
  let closed = false;

  const next = (): Call[] => {
    let room = MOST_EVENTS;
    // The first goes in any case, however many events it has.
    const end = waiting.findIndex(({ events }, place) => (room -= events.length) < 0 && place > 0);
    const calls = end === -1 ? waiting : waiting.slice(0, end);
    waiting = end === -1 ? [] : waiting.slice(end);
    return calls;
  };
  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const calls = next();
      await write(calls.flatMap(({ events }) => events)).then(
        () => calls.forEach(({ resolve }) => resolve()),
        (error: unknown) => calls.forEach(({ reject }) => reject(error)),
      );
    }
    running = undefined;
  };

  return {
    accept(events) {
      if (closed) return Promise.reject(new AppError("LEASE_LOST", { reason: "The subscription has ended." }));
      if (events.length === 0) return Promise.resolve();
      const call = { ...Promise.withResolvers<void>(), events };
      waiting.push(call);
      running ??= run();
      return call.promise;
    },
    async close() {
      closed = true;
      await running;
    },
  };
}
