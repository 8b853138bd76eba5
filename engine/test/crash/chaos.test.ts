import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

test("three times killed near a minute at which forty rules are due: the sums are exact", { timeout: 300_000 }, () => {
  const script = new URL("../../../bench/chaos/scheduler-kills.ts", import.meta.url).pathname;
  const { stdout, stderr } = spawnSync(process.execPath, [script, "3", "40", "--running-server"], {
    encoding: "utf8",
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "belfry-compile-cache") },
  });
  const last = stdout.trim().split("\n").at(-1) ?? "";
  expect(JSON.parse(last === "" ? JSON.stringify(stderr) : last)).toMatchObject({
    trials: 3,
    slots: 120,
    faults: 0,
    unbalanced: 0,
  });
});
