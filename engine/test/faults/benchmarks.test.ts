import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

// Small sizes on the PostgreSQL of the tests: that the programs run and count right is tried here, never how fast they are.
test.each([
  ["event", ["40", "40"], { bench: "event", events: 40, lost: 0 }],
  [
    "grid-backfill",
    ["2", "1"],
    {
      bench: "grid-backfill",
      cells: 60_000,
      expected: 60_000,
      shown: { total: 60_000 },
      beside: { pastAmongFirst: 0 },
    },
  ],
  ["kill-worker", ["1", "60"], { bench: "kill-worker", trials: 1, lost: 0, repeatedFinishedActions: 0 }],
])("the benchmark %s runs and ends with its line", (name, numbers, expected) => {
  const script = new URL("../../../bench/main.ts", import.meta.url).pathname;
  const { stdout, stderr } = spawnSync(process.execPath, [script, name, ...numbers, "--running-server"], {
    encoding: "utf8",
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "belfry-compile-cache") },
  });
  const last = stdout.trim().split("\n").at(-1) ?? "";
  expect(JSON.parse(last === "" ? JSON.stringify(stderr) : last)).toMatchObject(expected);
});
