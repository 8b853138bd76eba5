import { Worker } from "node:worker_threads";
import type { HeartbeatData, HeartbeatMessage } from "./heartbeat-thread.ts";
import { places, PLACES } from "./heartbeat-places.ts";
import { NODE_LOCK_CLASS } from "../sql/nodes/node-lock-class.ts";

/**
 * How often the beat moves, and how often the main thread moves its counter. An idle node asks two statements a second at
 * the most: the tick, this, and now and then whether the allowed connections have changed.
 */
const BEAT_MS = 1_250;
const COUNT_MS = 200;

export interface HeartbeatOptions {
  readonly url: string;
  readonly node: number;
  readonly session: boolean;
  /** The main thread may stand still so long before the process is ended, in milliseconds. */
  readonly hangMs: number;
  /** What the beat tells of the load. */
  readonly load: () => { readonly running: number; readonly claimed: number };
  /** Called once when the lock may be lost: the database ended the connection. */
  readonly onLost: (reason: string) => void;
}

export interface Heartbeat extends AsyncDisposable {
  stop(): Promise<void>;
}

/** Starts the heartbeat thread and resolves when the node's session lock is held. */
export async function startHeartbeat(options: HeartbeatOptions): Promise<Heartbeat> {
  const counter = new SharedArrayBuffer(4 * PLACES);
  const view = new Int32Array(counter);
  const data: HeartbeatData = {
    url: options.url,
    node: options.node,
    lockClass: NODE_LOCK_CLASS,
    session: options.session,
    beatMs: BEAT_MS,
    hangMs: options.hangMs,
    counter,
  };
  const thread = new Worker(new URL("./heartbeat-thread.ts", import.meta.url), { workerData: data });
  const counting = setInterval(() => {
    const { running, claimed } = options.load();
    Atomics.store(view, places.running, running);
    Atomics.store(view, places.claimed, claimed);
    Atomics.add(view, places.counter, 1);
  }, COUNT_MS);
  let stopped: Promise<void> | undefined;
  const stop = () => {
    clearInterval(counting);
    return (stopped ??= thread.terminate().then(() => undefined));
  };
  await new Promise<void>((resolve, reject) => {
    thread.on("message", (message: HeartbeatMessage) => {
      if (message.kind === "locked") {
        resolve();
        return;
      }
      reject(new Error(message.reason));
      if (stopped === undefined) options.onLost(message.reason);
    });
    thread.on("error", reject);
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { stop, [Symbol.asyncDispose]: stop };
}
