import { expect, test } from "vitest";
import type { Outcome } from "./outcome.ts";
import { replayRate } from "./replay-rate.ts";

const rate = { rate: { limit: 2, perMs: 3_600_000, burst: 2 }, onLimit: "skip" } as const;
const fired = (time: string, fate: Outcome["fate"] = "fired"): Outcome => ({
  at: new Date(`2026-03-02T${time}:00Z`),
  trigger: "t",
  eventId: null,
  fate,
  executionId: null,
  why: () => [],
});

test("two an hour means two, and another when half an hour of them has passed; what does not fire takes no turn", () => {
  const would = [fired("06:20"), fired("06:00"), fired("06:05", "condition-false"), fired("06:10"), fired("06:30")];
  expect(replayRate({ rate }, would).map(({ at, fate }) => [at.toISOString().slice(11, 16), fate])).toEqual([
    ["06:00", "fired"],
    ["06:05", "condition-false"],
    ["06:10", "fired"],
    ["06:20", "rate-limited"],
    ["06:30", "fired"],
  ]);
  expect(replayRate({ rate }, would)[3]?.why()).toMatchObject([
    { code: "limit.rate", values: { until: "2026-03-02T06:30:00.000Z" } },
  ]);
});

test("what a rule queues fires, only later", () => {
  const would = [fired("06:00"), fired("06:00"), fired("06:00")];
  expect(replayRate({ rate: { ...rate, onLimit: "queue" } }, would)).toEqual(would);
});
