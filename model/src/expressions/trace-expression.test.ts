import { expect, test } from "vitest";
import { traceExpression } from "./trace-expression.ts";

const context = { event: { data: { amount: 120, status: "paid", lines: [{ n: 1 }, { n: 2 }] } } };

const traced = (source: string) => {
  const result = traceExpression(source, context);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.parts.map(({ source: part, depth, value, problem }) => [depth, part, problem?.message ?? value]);
};

test("each part of a condition is shown with what it came to", () => {
  expect(traced('event.data.amount >= 100 && event.data.status == "sent"')).toEqual([
    [0, 'event.data.amount >= 100 && event.data.status == "sent"', false],
    [1, "event.data.amount >= 100", true],
    [2, "event.data.amount", 120],
    [1, 'event.data.status == "sent"', false],
    [2, "event.data.status", "paid"],
  ]);
});

test("brackets belong to what they enclose, also at the end and at the beginning", () => {
  const end = 'event.data.amount > 5 && (event.data.status == "(" || event.data.amount > 100)';
  const [whole, , , group] = traced(end);
  expect(whole).toEqual([0, end, true]);
  expect(group).toEqual([1, 'event.data.status == "(" || event.data.amount > 100', true]);
  const begin = "((event.data.amount > 5 || false) && true) == (true)";
  expect(traced(begin)[0]).toEqual([0, begin, true]);
});

test("a part that cannot be evaluated says why, and the others have their values", () => {
  const parts = traced("event.data.price > 5 || event.data.amount > 5");
  expect(parts.find(([, part]) => part === "event.data.amount > 5")).toEqual([1, "event.data.amount > 5", true]);
  expect(parts.find(([, part]) => part === "event.data.price")?.[2]).toMatch(/price/);
});

test("of a loop the list is shown, and not its body", () => {
  expect(traced("event.data.lines.exists(l, l.n > 1)").map(([, part]) => part)).toEqual([
    "event.data.lines.exists(l, l.n > 1)",
    "event.data.lines",
  ]);
});

test("an expression that cannot be read gives its problems", () => {
  expect(traceExpression("event.data.amount >", context)).toMatchObject({ ok: false });
});

test("parts that together would need too many steps are not evaluated any more, and say so", () => {
  const lines = Array.from({ length: 700 }, (_, n) => ({ n }));
  const costly = "event.data.lines.all(a, event.data.lines.all(b, a.n + b.n >= 0))";
  const result = traceExpression([costly, costly, costly, costly, costly, costly].join(" && "), {
    event: { data: { lines } },
  });
  const problems = result.ok ? result.parts.map(({ problem }) => problem?.message ?? "") : [];
  expect(problems.filter((message) => message.startsWith("It was not evaluated")).length).toBeGreaterThan(0);
});
