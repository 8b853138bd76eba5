import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

test("random sequences of faults on three nodes: slots, events, starts and executions are what a reference says", () => {
  const script = new URL("../../../bench/chaos/random-faults.ts", import.meta.url).pathname;
  const { stdout, stderr } = spawnSync(process.execPath, [script, "3", "--running-server"], {
    encoding: "utf8",
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "belfry-compile-cache") },
  });
  const last = stdout.trim().split("\n").at(-1) ?? "";
  // What was found, and the seed that finds it again, stand in what it says.
  if (!last.includes('"failed":false')) throw new Error(`${stdout}\n${stderr}`);
  expect(JSON.parse(last)).toMatchObject({ chaos: "faults", runs: 3, failed: false });
});
