/**
 * What a listener brings while a transaction is under way is accepted in the next one, together: a batch grows with the
 * load by itself, and a thousand messages a second are not a thousand transactions.
 */
import type { IncomingEvent } from "@belfry/plugin-kit";
import { AppError } from "@belfry/model";

export interface AcceptBatch {
  readonly events: readonly IncomingEvent[];
  /** How far they reach; undefined when nobody says. */
  readonly cursor?: unknown;
}

export interface AcceptQueue {
  /** Resolves when the events are accepted, rejects when they are not. */
  accept(batch: AcceptBatch): Promise<void>;
  /** Refuses what comes from now on; resolves when nothing is under way. */
  close(): Promise<void>;
}

/** A transaction of more events holds its locks for too long. */
const MOST_EVENTS = 500;

interface Call extends PromiseWithResolvers<void> {
  readonly batch: AcceptBatch;
}

/** @param write accepts events, all or none */
export function createAcceptQueue(write: (batch: AcceptBatch) => Promise<void>): AcceptQueue {
  let waiting: Call[] = [];
  let running: Promise<void> | undefined;
  let closed = false;

  const next = (): Call[] => {
    let room = MOST_EVENTS;
    // The first goes in any case, however many events it has.
    const end = waiting.findIndex(({ batch }, place) => (room -= batch.events.length) < 0 && place > 0);
    const calls = end === -1 ? waiting : waiting.slice(0, end);
    waiting = end === -1 ? [] : waiting.slice(end);
    return calls;
  };
  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const calls = next();
      // What is later reaches farther.
      const cursor = calls.findLast(({ batch }) => batch.cursor !== undefined)?.batch.cursor;
      await write({ events: calls.flatMap(({ batch }) => batch.events), cursor }).then(
        () => calls.forEach(({ resolve }) => resolve()),
        (error: unknown) => calls.forEach(({ reject }) => reject(error)),
      );
    }
    running = undefined;
  };

  return {
    accept(batch) {
      if (closed) return Promise.reject(new AppError("LEASE_LOST", { reason: "The subscription has ended." }));
      if (batch.events.length === 0 && batch.cursor === undefined) return Promise.resolve();
      const call = { ...Promise.withResolvers<void>(), batch };
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
