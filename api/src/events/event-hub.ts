/**
 * Hints of changes for those who watch, numbered so that a stream that broke goes on where it ended. The number of an
 * event is worth something to the process that gave it only; after a restart, at another node behind the same address, or
 * after too long, the one who comes back is told to look at everything again (`reset`).
 */
import { randomBytes } from "node:crypto";
import type { Change, ChangeTopic } from "@belfry/engine";
import type { RouteDeps } from "../api-deps.ts";

export interface ServerEvent {
  /** `hello` and `reset`: look at everything. Else what changed. */
  readonly event: ChangeTopic | "hello" | "reset";
  /** What changed: execution ids, or names of rules, grids or campaigns. Empty: too many to name, or unknown which. */
  readonly ids: readonly (number | string)[];
  /** The place in the stream: what a client that comes back sends as `Last-Event-ID`. */
  readonly id: string;
}

export interface EventHub {
  /** Tells everybody soon; many changes become one hint. */
  changed(topic: ChangeTopic, id?: number | string): void;
  /**
   * Begins with what was missed since `lastEventId`, or with `reset` when nobody knows that any more; with `hello` when
   * there is no such id.
   */
  subscribe(send: (event: ServerEvent) => void, lastEventId?: string): () => void;
  close(): void;
}

// At most eight hints a second: some two minutes of a busy night, and days of a quiet one.
const KEPT_EVENTS = 1_000;

export function createEventHub({ changes }: Pick<RouteDeps["engine"], "changes">): EventHub {
  const epoch = randomBytes(6).toString("hex");
  const listeners = new Set<(event: ServerEvent) => void>();
  const kept: ServerEvent[] = [];
  let last = 0;

  const idOf = (n: number) => `${epoch}-${n}`;
  const hear = ({ topic, ids }: Change) => {
    last += 1;
    const event = { event: topic, ids, id: idOf(last) };
    kept.push(event);
    if (kept.length > KEPT_EVENTS) kept.shift();
    for (const send of listeners) send(event);
  };
  const stop = changes.subscribe(hear);

  /** What came after an event, and nothing when that is not known. */
  const missedSince = (id: string): readonly ServerEvent[] | undefined => {
    const n = Number(
      /^([0-9a-f]+)-(0|[1-9]\d{0,14})$/.exec(id)?.[1] === epoch ? id.slice(epoch.length + 1) : Number.NaN,
    );
    const missed = last - n;
    if (!(missed >= 0 && missed <= kept.length)) return undefined;
    return missed === 0 ? [] : kept.slice(-missed);
  };

  return {
    changed: (topic, id) => changes.changed(topic, id),
    subscribe(send, lastEventId) {
      const missed = lastEventId === undefined ? undefined : missedSince(lastEventId);
      if (missed === undefined) {
        send({ event: lastEventId === undefined ? "hello" : "reset", ids: [], id: idOf(last) });
      } else {
        for (const event of missed) send(event);
      }
      listeners.add(send);
      return () => listeners.delete(send);
    },
    close() {
      stop();
      listeners.clear();
    },
  };
}
