import { beforeEach, expect, test } from "vitest";
import { runInWorker, type WorkerRun } from "@belfry/plugin-kit";

const module = new URL("./counting-worker.ts", import.meta.url);
// A thread of another size is another thread: each test begins without one.
let memoryMb = 200;
beforeEach(() => {
  memoryMb += 1;
});

function run(told: string, options: Partial<WorkerRun> = {}): Promise<{ threadId: number; count: number }> {
  return runInWorker(module, told, { signal: new AbortController().signal, memoryMb, ...options });
}

test("the next piece of work finds the thread of the last one", async () => {
  const first = await run("count");
  expect(await run("count")).toEqual({ threadId: first.threadId, count: 2 });
});

test("two pieces at once have a thread each, and one of the two is kept", async () => {
  const [a, b] = await Promise.all([run("count"), run("count")]);
  expect(a.threadId).not.toBe(b.threadId);
  expect([a.threadId, b.threadId]).toContain((await run("count")).threadId);
});

test("work that fails is thrown, and ends its thread", async () => {
  const first = await run("count");
  await expect(run("fail")).rejects.toThrow("told to fail");
  const next = await run("count");
  expect(next.count).toBe(1);
  expect(next.threadId).not.toBe(first.threadId);
});

test("work that is aborted ends with its thread", async () => {
  const abort = new AbortController();
  const hanging = run("hang", { signal: abort.signal, onProgress: () => abort.abort(new Error("nobody waits")) });
  await expect(hanging).rejects.toThrow("nobody waits");
  expect((await run("count")).count).toBe(1);
});

test("a thread that holds much memory is not kept", async () => {
  await run("grow");
  expect((await run("count")).count).toBe(1);
});

test("a thread that nobody needs any more ends", async () => {
  await run("count", { idleMs: 1 });
  await expect.poll(async () => (await run("count", { idleMs: 1 })).count, { interval: 30 }).toBe(1);
});

test("work that needs more memory than it may use fails as such", async () => {
  await expect(run("grow", { memoryMb: 20 })).rejects.toMatchObject({ code: "WORKER_OUT_OF_MEMORY" });
});
