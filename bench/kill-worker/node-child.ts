/** A node in a process of its own, which is killed. Its one action notes its key when it begins, and takes a moment. */
import { appendFileSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { openStore } from "@belfry/store";
import { createBenchEngine, noteAction } from "../support/bench-engine.ts";

// A process that is killed writes no cache at its end.
flushCompileCache();
const [url = "", folder = "", notes = "", slowMs = "20"] = process.argv.slice(2);
const plugin = noteAction(async (ctx) => {
  appendFileSync(notes, `${ctx.idempotencyKey}\n`);
  await sleep(Number(slowMs));
});
const engine = await createBenchEngine({ store: openStore({ url }), folder, plugin }, { roles: ["worker"] });
engine.events.on("node.started", ({ node }) => process.stdout.write(`${node}\n`));
await engine.start();
