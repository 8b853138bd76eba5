/** What comes with Belfry: a rule that fails, and the notice that an administrator finds, without anything set up. */
import { readFile } from "node:fs/promises";
import { builtinActions } from "@belfry/actions";
import { addShippedRule } from "@belfry/engine";
import { installShippedRules, shippedRules } from "@belfry/server";
import { startTestEngine, tester } from "@belfry/testkit";
import { builtinTriggers } from "@belfry/triggers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import type { SpawnedServer } from "../support/spawn-server.ts";
import { startSchool, type School } from "../support/start-school.ts";
import { until } from "../support/until.ts";

const plugins = [builtinTriggers, builtinActions];
let school: School;
let server: SpawnedServer;

beforeAll(async () => {
  school = await startSchool();
  server = await school.spawn();
}, 300_000);
afterAll(() => school?.[Symbol.asyncDispose]());

const byName = ([a = ""]: readonly string[], [b = ""]: readonly string[]) => (a < b ? -1 : 1);

interface Page<Item> {
  readonly items: readonly Item[];
}

test("a rule that fails is told to the administrators, and everybody sees which rule told them", async () => {
  const { items: rules } = await server.api<Page<{ rule: string; status: string; folder: string }>>("GET", "/v1/rules");
  expect(rules.filter(({ folder }) => folder === "belfry/alerts").map(({ rule, status }) => [rule, status])).toEqual(
    shippedRules.map(({ rule }) => [rule, "enabled"]).toSorted(byName),
  );
  await server.api("PUT", "/v1/rules/broken", {
    rule: "broken",
    name: "坏规则",
    actions: [{ id: "call", use: "http.request", with: { url: "https://127.0.0.1:1/" } }],
  });
  await server.api("POST", "/v1/rules/broken/enable");
  await server.api("POST", "/v1/rules/broken/trigger", {});
  const alert = await until("the alert was told", async () => {
    await school.database.clock.advance(15_000);
    const { items } = await server.api<
      Page<{ kind: string; subject: string; ruleName: string; told: { rule: string }[] }>
    >("GET", "/v1/alerts?open=true");
    return items.find(
      ({ kind, told }) => kind === "rule.failing" && told.some(({ rule }) => rule === "belfry-alert-rules"),
    );
  });
  expect(alert).toMatchObject({ subject: "broken", ruleName: "坏规则" });
  const notice = await until("an administrator has a notice", async () => {
    await school.database.clock.advance(15_000);
    const { rows } = await school.database.store.pool.query<{
      title: string;
      body: string;
      level: string;
      link: string;
      name: string;
    }>(
      `select n.title, n.body, n.level, n.link, u.name from belfry.notices n
       join belfry.notice_recipients r on r.notice_id = n.id join belfry.users u on u.id = r.user_id`,
    );
    return rows.find(({ body }) => body.includes("broken"));
  });
  expect(notice).toMatchObject({ name: "admin", level: "warning", link: "/rules/broken" });
  expect(notice.title).toBe("规则失败率高 · Rule fails too often: 坏规则");
  expect(notice.body).toMatch(/^规则失败率高 · Rule fails too often: 坏规则 \(broken\) · \d{4}-\d\d-\d\d \d\d:\d\d$/m);
});

test("what somebody removes or changes of the shipped rules is never made again", async () => {
  await using t = await startTestEngine({ plugins, start: false });
  const { store } = t.database;
  const deps = { engine: t.engine, store };
  const names = shippedRules.map(({ rule }) => rule);
  expect(await installShippedRules(deps, shippedRules)).toEqual(names);
  await t.engine.setRuleStatus(names[0]!, "archived", { by: tester });
  await t.engine.saveRule({ ...shippedRules[1]!, name: "其他" }, { by: tester });
  expect(await installShippedRules(deps, shippedRules)).toEqual([]);
  expect(await t.engine.getRule(names[1]!)).toMatchObject({ name: "其他", status: "enabled" });
  expect((await t.engine.listRules()).map(({ rule }) => rule)).toEqual(names.slice(1).toSorted());
});

test("a node that died while it installed them is made up for, and a rule of somebody with the same name is left alone", async () => {
  await using t = await startTestEngine({ plugins, start: false });
  const [first, second, third, ...rest] = shippedRules;
  await t.engine.saveRule(first!, { by: { kind: "system", name: "belfry", address: null, requestId: null } });
  await t.engine.saveRule({ ...second!, name: "我们的" }, { by: tester });
  await addShippedRule(t.database.store, third!.rule);
  await installShippedRules({ engine: t.engine, store: t.database.store }, shippedRules);
  const rules = await t.engine.listRules();
  expect(rules.map(({ rule, status, name }) => [rule, status, name])).toEqual(
    [
      [first!.rule, "enabled", first!.name],
      [second!.rule, "disabled", "我们的"],
      ...rest.map(({ rule, name }) => [rule, "enabled", name]),
    ].toSorted(byName),
  );
});

test("the example is a rule that can be saved", async () => {
  const rule: unknown = parse(await readFile(new URL("../../examples/alerts/rule.yaml", import.meta.url), "utf8"));
  await using t = await startTestEngine({ plugins, start: false });
  expect(t.engine.checkRule(rule)).toEqual([]);
});
