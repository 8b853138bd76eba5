/** A Belfry in a process of its own, for the tests of locks, kills and users: starts the server, then does what it is told. */
import { createInterface } from "node:readline";
import { isAppError } from "@belfry/model";
import type { EmbeddedEvent } from "../src/embedded/embedded-event.ts";
import { startEmbeddedPostgres } from "../src/embedded/embedded-postgres.ts";

const options = JSON.parse(process.argv[2] ?? "{}") as { dataDir: string; uid?: number; binariesFolder?: string };

// Here and not when it was spawned: that user may not be able to read this very file.
if (options.uid !== undefined) {
  process.setgroups?.([]);
  process.setgid?.(options.uid);
  process.setuid?.(options.uid);
}

const events: EmbeddedEvent[] = [];
try {
  const server = await startEmbeddedPostgres({ ...options, onEvent: (event) => void events.push(event) });
  console.log(JSON.stringify({ kind: "ready", pid: server.pid, connection: server.connection, events }));
  createInterface(process.stdin).on("line", (line) => {
    if (line === "exit") process.exit(0);
    void server.stop().then(() => process.exit(0));
  });
} catch (error) {
  if (!isAppError(error)) throw error;
  console.log(JSON.stringify({ kind: "failed", code: error.code, message: error.message, events }));
}
