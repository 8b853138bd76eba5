import { threadId } from "node:worker_threads";
import { serveMainThread } from "../../src/worker/serve-main-thread.ts";

let count = 0;
const kept: unknown[] = [];

/** Counts what this thread did, and fails, waits for ever or takes memory when it is told to. */
serveMainThread(async (told: "count" | "fail" | "hang" | "grow", progress) => {
  count += 1;
  progress(count);
  if (told === "fail") throw new Error("told to fail");
  if (told === "hang") await new Promise(() => undefined);
  if (told === "grow") kept.push(Array.from({ length: 1_500_000 }, (_, index) => ({ index })));
  return { threadId, count };
});
