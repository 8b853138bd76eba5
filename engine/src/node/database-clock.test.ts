import { expect, test } from "vitest";
import { createDatabaseClock } from "./database-clock.ts";

const HOUR = 3_600_000;
const noon = new Date("2026-03-01T12:00:00Z");
const after = (ms: number) => new Date(noon.getTime() + ms);

function clock() {
  const jumps: number[] = [];
  const made = createDatabaseClock(({ jumpMs }) => jumps.push(jumpMs));
  made.tick(noon, performance.now());
  return { ...made, jumps, ahead: () => made.now().getTime() - noon.getTime() };
}

test("the first time is no jump, and time goes on by itself", () => {
  const { jumps, ahead } = clock();
  expect(jumps).toEqual([]);
  expect(ahead()).toBeGreaterThanOrEqual(0);
  expect(ahead()).toBeLessThan(60_000);
});

test.each([HOUR, -HOUR])("an answer that tells of a jump by %d ms is believed, once", (jump) => {
  const { hear, tick, jumps, ahead } = clock();
  hear(after(jump), performance.now());
  expect(Math.abs(ahead() - jump)).toBeLessThan(60_000);
  tick(after(jump), performance.now());
  expect(jumps).toHaveLength(1);
  expect(Math.abs((jumps[0] ?? 0) - jump)).toBeLessThan(60_000);
});

test("an answer that was read long after it was asked tells of no jump", () => {
  const { hear, tick, jumps } = clock();
  // The process slept for an hour: by the tick's reckoning it is one o'clock, and the answer is from noon.
  tick(after(HOUR), performance.now() + HOUR);
  hear(noon, performance.now());
  expect(jumps).toEqual([]);
});
