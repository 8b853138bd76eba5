import { refusedLabel, Scope } from "@belfry/model";
import { tester } from "@belfry/testkit";
import { expect, test } from "vitest";
import { cronRule, newDay, useEngine } from "./start-engine.ts";

const engine = useEngine();
const scope = (parts: { labels?: Scope["labels"]; inputs?: Scope["inputs"] }): Scope => Scope.parse(parts);
const actions = [{ id: "note", use: "test.echo" }];

async function ask<T>(text: string, values: readonly unknown[]): Promise<T | undefined> {
  const { rows } = await engine().database.store.query<{ answer: T }>({
    name: text,
    text: `select ${text} as answer`,
    values,
  });
  return rows[0]?.answer;
}

test.each<[labels: Record<string, string>, wanted: Scope["labels"], seen: boolean]>([
  [{}, {}, true],
  [{ team: "a" }, {}, true],
  [{}, { team: ["a"] }, false],
  [{ team: "a" }, { team: ["a", "b"] }, true],
  [{ team: "c" }, { team: ["a", "b"] }, false],
  [{ team: "A" }, { team: ["a"] }, false],
  [{ team: "" }, { team: ["a"] }, false],
  [{ team: "" }, { team: [""] }, true],
  [{ team: "a" }, { team: ["a"], campus: ["x"] }, false],
  [{ team: "a", campus: "x" }, { team: ["a"], campus: ["x"] }, true],
  [{ team: "学工处" }, { team: ["学工处"] }, true],
])("labels %j in the scope %j: %s, in the database as in the process", async (labels, wanted, seen) => {
  const restricted = scope({ labels: wanted });
  expect(refusedLabel(labels, restricted) === undefined).toBe(seen);
  expect(await ask("belfry.labels_in_scope($1, $2)", [labels, restricted])).toBe(seen);
});

test.each<[inputs: Record<string, unknown>, seen: boolean]>([
  [{ buildings: [1, 2] }, true],
  [{ buildings: [3] }, true],
  [{ buildings: 3 }, true],
  [{ buildings: [1, 2, 4] }, false],
  [{ buildings: [] }, false],
  [{ buildings: ["1"] }, false],
  [{ buildings: [[1]] }, false],
  [{ buildings: null }, false],
  [{ buildings: { 1: 1 } }, false],
  [{}, false],
  [{ other: [1] }, false],
])("an execution with the inputs %j is seen by who may name 1 to 3: %s", async (inputs, seen) => {
  const restricted = scope({ inputs: { dorm: { buildings: [1, 2, 3] } } });
  expect(await ask("belfry.inputs_in_scope('dorm', $1, $2)", [inputs, restricted])).toBe(seen);
  expect(await ask("belfry.inputs_in_scope('other', $1, $2)", [inputs, restricted])).toBe(true);
});

test("without a scope everything is seen, and nothing that does not exist with one", async () => {
  for (const call of ["rule_in_scope(0, $1)", "execution_in_scope(0, $1)"]) {
    expect(await ask(`belfry.${call}`, [null])).toBe(true);
    expect(await ask(`belfry.${call}`, [scope({})])).toBe(false);
  }
});

test("children are seen with their parent", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "parent",
    labels: { team: "a" },
    inputs: { type: "object", properties: { n: { type: "integer" } } },
    forEach: [1, 2],
    actions,
  });
  const id = await t.run(slug, { n: 1 });
  await t.reached(id, "success");
  const seen = async (restricted: Scope) =>
    (await t.engine.listExecutions({ rule: slug, scope: restricted })).map(({ parentId }) => parentId);
  expect(await seen(scope({ inputs: { parent: { n: [1] } } }))).toEqual([id, id, null]);
  expect(await seen(scope({ inputs: { parent: { n: [2] } } }))).toEqual([]);
  // As an importer or an older version may have left them: without inputs of their own.
  await t.database.store.pool.query("update belfry.executions set inputs = '{}' where parent_id = $1", [id]);
  expect(await seen(scope({ inputs: { parent: { n: [1] } } }))).toEqual([id, id, null]);
  expect(await seen(scope({ inputs: { parent: { n: [2] } } }))).toEqual([]);
  expect(await seen(scope({ labels: { team: ["b"] } }))).toEqual([]);
});

const inputs = {
  type: "object",
  properties: {
    buildings: { type: "array", items: { type: "integer" } },
    campus: { type: "string", default: "north" },
    note: { type: "string" },
  },
};

let rules = 0;

/** Starts a rule of its own as somebody who is restricted to these values of its inputs. */
async function start(allowed: Scope["inputs"][string], given?: unknown) {
  const t = engine();
  const slug = await t.rule({ rule: `restricted-${(rules += 1)}`, inputs, actions });
  const restricted = scope({ inputs: { [slug]: allowed } });
  const { executionId } = await t.engine.triggerRule(slug, {
    by: tester,
    scope: restricted,
    ...(given !== undefined && { inputs: given }),
  });
  return (await t.engine.getExecution(executionId ?? 0)).inputs;
}

test("a list that a restricted caller leaves out holds all they may name; a single value only when it is the only one", async () => {
  expect(await start({ buildings: [1, 3] })).toMatchObject({ buildings: [1, 3] });
  const one = { buildings: [1, 3], campus: ["south"] };
  expect(await start(one, { note: "x" })).toEqual({ buildings: [1, 3], campus: "south", note: "x" });
  const two = { campus: ["north", "south"] };
  await expect(start(two)).rejects.toMatchObject({
    code: "INPUT_NOT_ALLOWED",
    details: { input: "campus", allowed: ["north", "south"] },
  });
  expect(await start(two, { campus: "north" })).toMatchObject({ campus: "north" });
});

test.each<[given: unknown, code: string]>([
  [{ buildings: [1, 2] }, "INPUT_NOT_ALLOWED"],
  [{ buildings: [] }, "INPUT_NOT_ALLOWED"],
  [{ buildings: ["1"] }, "INPUT_INVALID"],
  [{ buildings: null }, "INPUT_INVALID"],
  [{ buildings: undefined }, "INPUT_INVALID"],
  [[], "INPUT_INVALID"],
  ["1", "INPUT_INVALID"],
])("somebody restricted to the buildings 1 and 3 cannot start a rule with %j", async (given, code) => {
  await expect(start({ buildings: [1, 3] }, given)).rejects.toMatchObject({ code });
});

test("what a rule does not declare cannot be used to get around a restriction", async () => {
  const t = engine();
  const slug = await t.rule({ rule: "renamed", inputs: { type: "object", properties: {} }, actions });
  const restricted = scope({ inputs: { renamed: { buildings: [1, 3] } } });
  await expect(t.engine.triggerRule(slug, { by: tester, scope: restricted })).rejects.toMatchObject({
    code: "INPUT_NOT_ALLOWED",
  });
});

test("slots are shown to who may see the rule, and their executions only to who may see these", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule(
    cronRule("slots", "* * * * *", {
      inputs: { type: "object", properties: { buildings: { type: "array", default: [4] } } },
    }),
  );
  await t.moveTo(at("00:01"));
  const fired = async (allowed: number[]) => {
    const range = { from: new Date(at("00:00")), until: new Date(at("00:02")) };
    const slots = await t.engine.listSlots(slug, {
      ...range,
      scope: scope({ inputs: { [slug]: { buildings: allowed } } }),
    });
    return slots.filter(({ fate }) => fate === "fired").map(({ executionId }) => executionId);
  };
  expect(await fired([4])).toEqual([expect.any(Number)]);
  expect(await fired([1])).toEqual([null]);
});
