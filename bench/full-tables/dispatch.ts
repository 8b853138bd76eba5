/** How many executions a second are claimed, run and ended, out of what waits. Stops after so many. */
import { openStore } from "@belfry/store";
import { createBenchEngine, noteAction } from "../support/bench-engine.ts";

const [url = "", folder = "", count = "0"] = process.argv.slice(2);
const wanted = Number(count);

await using store = openStore({ url });
const engine = await createBenchEngine(
  { store, folder, plugin: noteAction(() => undefined) },
  { concurrency: 100, roles: ["worker"] },
);
const done = Promise.withResolvers<void>();
let ended = 0;
/** The first ones prepare statements and compile rules. */
const warmUp = Math.ceil(wanted / 10);
let startedAt = 0;
engine.events.on("execution.ended", () => {
  ended += 1;
  if (ended === warmUp) startedAt = performance.now();
  if (ended === wanted) done.resolve();
});
await engine.start();
await done.promise;
const seconds = (performance.now() - startedAt) / 1_000;
await engine.stop();
process.stdout.write(`${JSON.stringify({ perSecond: Math.round((wanted - warmUp) / seconds) })}\n`);
