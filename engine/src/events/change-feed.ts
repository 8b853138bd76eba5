/**
 * What changed, on this node and on all others, for whoever shows it: "executions 7 and 9", "the rule a", "the grid b", "the campaign c". A hint carries
 * ids and no data: whoever is interested asks again, so a lost hint costs a late picture and never a wrong one.
 *
 * Hints are gathered for a quarter of a second and then told to this node and, by one notification, to the others. A node
 * on which nothing happens tells nothing, and nobody asks the database for it.
 */
import { randomUUID } from "node:crypto";
import type { Store } from "@belfry/store";
import { notifyNodes } from "../sql/nodes/notify-nodes.ts";
import type { EngineEventBus } from "./engine-events.ts";

const CHANGES_CHANNEL = "belfry_changes";

const topics = ["executions", "rules", "events", "grids", "incentives"] as const;
export type ChangeTopic = (typeof topics)[number];

export interface Change {
  readonly topic: ChangeTopic;
  /** What changed: execution ids, or names of rules, grids or campaigns. Empty: too many to name, or unknown which. */
  readonly ids: readonly (number | string)[];
}

export interface ChangeFeed {
  /** Tells everybody soon; many changes become one hint. */
  changed(topic: ChangeTopic, id?: number | string): void;
  /** The function it returns ends the subscription. */
  subscribe(hear: (change: Change) => void): () => void;
}

// A burst of a thousand executions is four pictures a second, not a thousand requests of every open console.
const GATHER_MS = 250;
const MOST_IDS = 200;
// PostgreSQL takes payloads of less than 8000 bytes.
const MOST_BYTES = 7_000;

export async function openChangeFeed(deps: {
  readonly store: Store;
  readonly events: EngineEventBus;
  readonly onError: (error: unknown) => void;
}): Promise<ChangeFeed & { close(): Promise<void> }> {
  const { store, events, onError } = deps;
  const own = randomUUID();
  const listeners = new Set<(change: Change) => void>();
  const waiting = new Map<ChangeTopic, Set<number | string> | "many">();
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<void> = Promise.resolve();
  let closed = false;

  const hear = (changes: readonly Change[]) => {
    for (const change of changes) for (const listener of listeners) listener(change);
  };
  const flush = () => {
    timer = undefined;
    const changes = [...waiting].map(([topic, ids]) => ({ topic, ids: ids === "many" ? [] : [...ids] }));
    waiting.clear();
    hear(changes);
    sending = sending.then(() => notifyNodes(store, CHANGES_CHANNEL, payloadOf(own, changes))).catch(onError);
  };
  const changed: ChangeFeed["changed"] = (topic, id) => {
    if (closed) return;
    const ids = waiting.get(topic) ?? new Set();
    if (ids !== "many") {
      if (id !== undefined) ids.add(id);
      waiting.set(topic, id === undefined || ids.size > MOST_IDS ? "many" : ids);
    }
    timer ??= setTimeout(flush, GATHER_MS);
  };

  const stopListening = await store.listener.listen(CHANGES_CHANNEL, {
    onMessage: (payload) => hear(changesOf(payload, own)),
    // What was missed is unknown, so everything is looked at again.
    onGap: () => hear(topics.map((topic) => ({ topic, ids: [] }))),
  });
  const ofExecution = ({ executionId }: { readonly executionId: number }) => changed("executions", executionId);
  const stops = [
    events.on("execution.claimed", ofExecution),
    events.on("action.ended", ofExecution),
    events.on("execution.retrying", ofExecution),
    events.on("execution.waiting", ofExecution),
    events.on("execution.ended", ofExecution),
    events.on("slots.decided", () => changed("rules")),
    events.on("feed.listening", ({ rule }) => changed("rules", rule)),
    events.on("feed.failing", ({ rule }) => changed("rules", rule)),
    events.on("feed.paused", ({ rule }) => changed("rules", rule)),
    events.on("feed.resumed", ({ rule }) => changed("rules", rule)),
  ];

  return {
    changed,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      for (const stop of stops) stop();
      if (timer !== undefined) {
        // The last changes of a node that stops are those that everybody waits for.
        clearTimeout(timer);
        flush();
      }
      listeners.clear();
      await sending;
      await stopListening();
    },
  };
}

interface Payload {
  readonly from: string;
  readonly changes: readonly Change[];
}

function payloadOf(from: string, changes: readonly Change[]): string {
  const payload = JSON.stringify({ from, changes } satisfies Payload);
  if (Buffer.byteLength(payload) <= MOST_BYTES) return payload;
  return JSON.stringify({ from, changes: changes.map(({ topic }) => ({ topic, ids: [] })) } satisfies Payload);
}

/** What another node told; our own comes back as well and is known already. */
function changesOf(text: string, own: string): readonly Change[] {
  // Written by a node like this one: nobody else notifies on this channel.
  const { from, changes } = JSON.parse(text) as Payload;
  return from === own ? [] : changes.filter(({ topic }) => topics.includes(topic));
}
