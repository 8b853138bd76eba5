import { expect, test } from "vitest";
import { createFailureCount } from "./failure-count.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1_000);

test.each([
  ["goes on", [0, 1, 2, 3, 4], true],
  ["goes back by a moment with a tick", [0, 0.9, 0, 0.9, 0], true],
  ["goes back by hours", [10_000, 10_001, 10_002, 0, 1], false],
  ["lets days pass in between", [0, 90_000, 180_000, 270_000, 360_000], false],
])("five failures in a row while the clock %s: too much is %j %s", (_what, seconds, isTooMuch) => {
  const count = createFailureCount();
  const noted = seconds.map((time) => count.note("host:443", true, at(time)));
  expect(noted).toEqual([false, false, false, false, isTooMuch]);
});
