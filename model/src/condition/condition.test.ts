import * as fc from "fast-check";
import { expect, test } from "vitest";
import { evaluateSource } from "../expressions/evaluate-expression.ts";
import { conditionExpression } from "./condition-expression.ts";
import { Condition } from "./condition.ts";

const event = {
  data: { amount: 120, status: "paid", tags: ["vip", "new"], 金额: 5, note: 'say "hi"\n\\', nothing: null },
};

const holds = (condition: unknown) => evaluateSource(conditionExpression(Condition.parse(condition)), { event });

test.each([
  [{ field: "event.data.amount", op: "gte", value: 100 }, true],
  [{ field: "event.data.amount", op: "lt", value: 100.5 }, false],
  [{ field: "event.data.amount", op: "between", value: [100, 120] }, true],
  [{ field: "event.data.status", op: "eq", value: "paid" }, true],
  [{ field: "event.data.status", op: "ne", value: "paid" }, false],
  [{ field: "event.data.status", op: "in", value: ["paid", "sent"] }, true],
  [{ field: "event.data.status", op: "notIn", value: ["paid"] }, false],
  [{ field: "event.data.status", op: "startsWith", value: "pa" }, true],
  [{ field: "event.data.status", op: "endsWith", value: "x" }, false],
  [{ field: "event.data.status", op: "contains", value: "ai" }, true],
  [{ field: "event.data.status", op: "notContains", value: "ai" }, false],
  [{ field: "event.data.status", op: "matches", value: "^p.*d$" }, true],
  [{ field: "event.data.other", op: "exists" }, false],
  [{ field: "event.data.other", op: "missing" }, true],
  [{ field: 'event.data["金额"]', op: "eq", value: 5 }, true],
  [{ field: "event.data.nothing", op: "eq", value: null }, true],
  [{ field: "event.data.note", op: "eq", value: event.data.note }, true],
])("the comparison %j is %s", (comparison, expected) => {
  expect(holds({ all: [comparison] })).toBe(expected);
});

test("groups mean all, any and not, however they are nested", () => {
  const yes = { field: "event.data.amount", op: "gt", value: 0 };
  const no = { field: "event.data.amount", op: "lt", value: 0 };
  expect(holds({ all: [yes, { any: [no, yes] }, { not: { all: [yes, no] } }] })).toBe(true);
  expect(holds({ any: [{ all: [yes, no] }, no] })).toBe(false);
  expect(holds({ any: [no, { field: "event.data.amount", op: "between", value: [1, 500] }] })).toBe(true);
});

test("a text in a comparison is only ever a text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const source = conditionExpression({ all: [{ field: "event.data.note", op: "eq", value: text }] });
      expect(evaluateSource(source, { event: { data: { note: text } } })).toBe(true);
    }),
  );
});

test.each([
  [{ all: [] }, "too_small"],
  [{ all: [{ field: "event.data.amount", op: "between", value: [1] }] }, "two values"],
  [{ all: [{ field: "event.data.amount", op: "in", value: 1 }] }, "a list of values"],
  [{ all: [{ field: "event.data.amount", op: "exists", value: 1 }] }, "takes no value"],
  [{ all: [{ field: "event.data.amount || true", op: "eq", value: 1 }] }, "Name a value"],
  [{ any: [{ field: "event.x", op: "like", value: 1 }] }, "op"],
])("%j is refused", (condition, words) => {
  const parsed = Condition.safeParse(condition);
  expect(parsed.success).toBe(false);
  expect(JSON.stringify(parsed.error?.issues)).toContain(words);
});
