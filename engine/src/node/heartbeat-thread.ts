/**
 * The heartbeat: a thread that shows the other nodes that this process lives, and ends it when it does not.
 *
 * It holds the node's session lock on a connection of its own (gone the moment the process dies) and moves the node's
 * `beat` once a second, but only while the main thread's counter moves as well. A main thread that stands still for
 * `hangMs` would wake up believing it still holds its work; so the thread lets go of the lock and kills the process.
 */
import { parentPort, workerData } from "node:worker_threads";
import { Client } from "pg";
import { places } from "./heartbeat-places.ts";

export interface HeartbeatData {
  readonly url: string;
  readonly node: number;
  readonly lockClass: number;
  /** Whether a session lock can be held; not behind a transaction-pooling proxy. */
  readonly session: boolean;
  readonly beatMs: number;
  readonly hangMs: number;
  /** Three 32-bit numbers that the main thread writes: a counter that it moves, and its load (see `places`). */
  readonly counter: SharedArrayBuffer;
}

export type HeartbeatMessage = { readonly kind: "locked" } | { readonly kind: "lost"; readonly reason: string };

const data = workerData as HeartbeatData;
const counter = new Int32Array(data.counter);
const client = new Client({
  connectionString: data.url,
  application_name: `belfry node ${data.node}`,
  keepAlive: true,
});

const say = (message: HeartbeatMessage): void => parentPort?.postMessage(message);
let ended = false;
const lose = (reason: string): void => {
  if (ended) return;
  ended = true;
  say({ kind: "lost", reason });
};

client.on("error", (error) => lose(error.message));
client.on("end", () => lose("The connection of the heartbeat ended."));

try {
  await client.connect();
  if (data.session) await client.query("select pg_try_advisory_lock($1, $2)", [data.lockClass, data.node]);
  say({ kind: "locked" });
} catch (error) {
  lose(error instanceof Error ? error.message : String(error));
}

let lastCount = Atomics.load(counter, places.counter);
let stillSince = performance.now();

setInterval(() => {
  const count = Atomics.load(counter, places.counter);
  if (count !== lastCount) {
    lastCount = count;
    stillSince = performance.now();
    if (!ended)
      client
        .query(
          "update belfry.nodes set beat = beat + 1, running = $2, claimed = $3, seen_at = belfry.now() where id = $1",
          [data.node, Atomics.load(counter, places.running), Atomics.load(counter, places.claimed)],
        )
        .catch((error: Error) => lose(error.message));
    return;
  }
  if (performance.now() - stillSince > data.hangMs) {
    process.stderr.write(
      `belfry: the main thread has stood still for ${data.hangMs} ms; node ${data.node} ends so that others take over\n`,
    );
    process.kill(process.pid, "SIGKILL");
  }
}, data.beatMs);
