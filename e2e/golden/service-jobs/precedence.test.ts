import { expect, test } from "vitest";
import { serviceJobsPrecedence } from "./precedence.ts";

/** The one entry of the table with this reason. */
function entry(reason: RegExp) {
  const found = serviceJobsPrecedence.filter((candidate) => reason.test(candidate.reason));
  expect(found).toHaveLength(1);
  return found[0] as (typeof serviceJobsPrecedence)[number];
}

test("a day without a violation leaves no record, whether it is today or was kept", () => {
  const input = { now: "2025-05-12T11:00:00", violations: [], storedRecords: { "2025-05-08": [], "2025-05-09": [{}] } };
  const expected = { messages: [], storedDates: ["2025-05-08", "2025-05-09", "2025-05-12"] };
  const decision = entry(/leaves nothing/);
  expect(decision.transform(input, expected)).toEqual({ messages: [], storedDates: ["2025-05-09"] });
  expect(decision.transform({ ...input, violations: [{}] }, expected)).toMatchObject({
    storedDates: ["2025-05-09", "2025-05-12"],
  });
});

test("a violation that stands twice is told once, and two providers of one receiver are praised both", () => {
  const late = { recipient: "A", message: "超时通知:\n…" };
  const praise = { recipient: "A", message: "上周无超时工单，请继续保持。👍" };
  const expected = { messages: [late, praise, late, praise], storedDates: [] };
  expect(entry(/twice in an answer/).transform({}, expected)).toEqual({
    messages: [late, praise, praise],
    storedDates: [],
  });
});

/** So many runs with the same answer. */
const runs = (count: number) => Array.from({ length: count }, () => [["id"]]);

test("the fourth failure is the last, and the run after it tells anew; fewer failures change nothing", () => {
  const post = { url: "https://example.com/a", content: "超时通知" };
  const run = (counts: object, posts: readonly object[] = [post]) => ({
    stats: { daily_enqueued: 1, sent: 0, failed: 0, dead_letter: 0, ...counts },
    posts,
  });
  const decision = entry(/four tries/);
  const failed = run({ failed: 1 });
  const busy = { runs: runs(7), httpStatusPerRun: [500, 500, 500, 500, 500, 200, 200] };
  const dead = run({ dead_letter: 1 });
  const original = { runs: [failed, failed, failed, failed, dead, run({}, []), run({}, [])] };
  expect(decision.transform(busy, original)).toEqual({
    runs: [failed, failed, failed, dead, failed, run({ sent: 1 }), run({}, [])],
  });
  const once = { runs: [failed, run({ sent: 1 })] };
  expect(decision.transform({ runs: runs(2), httpStatusPerRun: [500, 200] }, once)).toBe(once);
});

test("what was printed as a list is joined, and robots take the place of windows", () => {
  const message = "您好，公司的管家：管家A，在2025-05-07 09:05 🟢 ['上线', '忙'] 了。";
  const expected = {
    tasks: [{ taskType: "send_wechat_message", recipient: "服务商A", message }],
    webhookPosts: [message],
  };
  const joined = "您好，公司的管家：管家A，在2025-05-07 09:05 🟢 上线, 忙 了。";
  expect(entry(/brackets/).transform({}, expected)).toEqual({
    tasks: [{ recipient: "服务商A", message: joined }],
    webhookPosts: [joined],
  });
  expect(entry(/windows/).transform({}, expected)).toEqual({
    tasks: [{ recipient: "服务商A", message }],
    webhookPosts: [message],
  });
});
