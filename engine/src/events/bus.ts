/**
 * What nodes tell each other through NOTIFY on one channel. A message only says "look again"; whoever misses one finds
 * the same by its tick a second later.
 *
 * Notifying commits serialise inside PostgreSQL, so no statement of the flusher notifies: messages are gathered here and
 * sent beside it, at most every 2 ms. The node that tells does not wait for its own notification: it looks at once, and
 * knows what comes back by the name it put into it.
 */
import type { Store } from "@belfry/store";
import { notifyNodes } from "../sql/nodes/notify-nodes.ts";

export const BUS_CHANNEL = "belfry";

export interface BusMessages {
  /** There is something in the queue. */
  queue: true;
  /** Slots or plans changed. */
  slots: true;
  /** A rule or a variable changed. */
  config: true;
  /** Somebody wants executions cancelled. */
  cancel: true;
  /** Messages wait to be delivered. */
  deliveries: true;
  /** Users' systems are to be told what became of messages. */
  callbacks: true;
  /** Events were gathered: a window may close sooner than anybody waits for. */
  windows: true;
  /** A breaker of a connection was opened or closed. */
  breakers: true;
  /** Cells of task grids may be due sooner than anybody waits for. */
  cells: true;
  /** A node is to be drained or to take work again. */
  nodes: true;
  /** The clock was moved by a test. */
  clock: true;
}
export type BusMessage = keyof BusMessages;

const SEND_EVERY_MS = 2;

export interface Bus {
  on(message: BusMessage, handler: () => void): () => void;
  /** Tells all nodes, this one too. */
  tell(message: BusMessage): void;
  close(): Promise<void>;
}

export async function openBus(store: Store, onError: (error: unknown) => void): Promise<Bus> {
  const handlers = new Map<string, Set<() => void>>();
  const own = `from:${crypto.randomUUID()}`;
  const hear = (message: string) => {
    for (const handler of handlers.get(message) ?? []) handler();
  };
  const receive = (payload: string) => {
    const parts = payload.split(",");
    if (!parts.includes(own)) parts.forEach(hear);
  };
  const stop = await store.listener.listen(BUS_CHANNEL, {
    onMessage: receive,
    // What was missed is unknown, so everybody looks again.
    onGap: () => handlers.forEach((_, message) => hear(message)),
  });

  const waiting = new Set<BusMessage>();
  let sending: Promise<void> | undefined;
  const send = async () => {
    await new Promise((resolve) => setTimeout(resolve, SEND_EVERY_MS));
    // To a node of an older version the name is a message that nobody listens for.
    const payload = [...waiting, own].join(",");
    waiting.clear();
    sending = undefined;
    await notifyNodes(store, BUS_CHANNEL, payload).catch(onError);
  };

  return {
    on(message, handler) {
      const set = handlers.get(message) ?? new Set();
      handlers.set(message, set.add(handler));
      return () => set.delete(handler);
    },
    tell(message) {
      waiting.add(message);
      sending ??= send();
      hear(message);
    },
    async close() {
      await sending;
      await stop();
    },
  };
}
