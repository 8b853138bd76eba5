import { expect, test } from "vitest";
import { freshState, type AccountState } from "./account-state.ts";
import { capUse } from "./cap-use.ts";
import { obstacleOf, takeSend } from "./take-send.ts";

const account = { name: "qq", priority: 1, weight: 1, caps: { perDay: 3, perMonth: 5 }, zone: "Asia/Shanghai" };

function sendAt(times: readonly string[], state: AccountState = freshState("email", "qq")): AccountState {
  return times.reduce((before, time) => takeSend(before, account, { now: new Date(time), sends: 1, pass: 0 }), state);
}

test("a day is that of the account's zone: at midnight in Shanghai it sends again, and not at midnight in Greenwich", () => {
  const used = sendAt(["2026-03-01T10:00:00Z", "2026-03-01T10:01:00Z", "2026-03-01T15:59:59Z"]);
  const obstacle = obstacleOf(used, account, { now: new Date("2026-03-01T15:59:59.999Z"), sends: 1 });
  expect(obstacle).toMatchObject({ kind: "cap", freeAt: new Date("2026-03-01T16:00:00Z"), cap: { window: "day" } });
  expect(obstacleOf(used, account, { now: new Date("2026-03-01T16:00:00Z"), sends: 1 })).toBeUndefined();
});

test("a month ends with the last day of the account's zone", () => {
  const days = ["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"];
  const used = sendAt(days.map((day) => `${day}T04:00:00Z`));
  const [, month] = capUse(used, account, new Date("2026-03-06T00:00:00Z"));
  expect(month).toMatchObject({ window: "month", used: 5, left: 0, freeAt: new Date("2026-03-31T16:00:00Z") });
});

test("a clock that goes back over midnight gives no second day", () => {
  const used = sendAt(["2026-03-01T16:00:00Z", "2026-03-01T16:00:00Z", "2026-03-01T16:00:00Z"]);
  expect(obstacleOf(used, account, { now: new Date("2026-03-01T15:59:00Z"), sends: 1 })).toMatchObject({
    kind: "cap",
    freeAt: new Date("2026-03-02T16:00:00Z"),
  });
});

test("a message of several pieces needs room for all of them, and one that never has it is told apart", () => {
  const used = sendAt(["2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z"]);
  const now = new Date("2026-03-01T00:00:00Z");
  expect(obstacleOf(used, account, { now, sends: 2 })).toMatchObject({ kind: "cap" });
  expect(obstacleOf(used, account, { now, sends: 4 })).toMatchObject({ kind: "never", cap: { window: "day" } });
});
