import type { IncomingEvent } from "@belfry/plugin-kit";
import { tester, type TestEngine } from "@belfry/testkit";
import { expect, test } from "vitest";
import { fatesOf, startEngine } from "../start-engine.ts";

const program = { ...tester, kind: "key" as const, name: "shop" };
let numbers = 0;
const event = (type: string): IncomingEvent => ({ source: "/shop", id: `e-${(numbers += 1)}`, type, data: null });
const send = (t: TestEngine, ...types: string[]) => t.engine.acceptEvents(types.map(event), { broughtBy: "shop" });

/** A rule that an event of its own name starts. */
const rule = (name: string, rest: Record<string, unknown> = {}) => ({
  rule: name,
  triggers: [{ event: name }],
  actions: [{ use: "test.echo" }],
  ...rest,
});

/** How many events there are, and how many executions. */
async function kept(t: TestEngine): Promise<{ events: number; executions: number }> {
  const { rows } = await t.database.store.query<{ events: number; executions: number }>({
    name: "kept",
    text: "select (select count(*)::int from belfry.events) as events, (select count(*)::int from belfry.executions) as executions",
  });
  return rows[0] ?? { events: -1, executions: -1 };
}

test("a rule with half of all that may pile up gets nothing more from outside, and all others go on", async () => {
  await using t = await startEngine({ backlog: 20, roles: ["scheduler"] });
  await t.rule(rule("storm"));
  await t.rule(rule("calm"));
  for (let n = 0; n < 10; n += 1) await send(t, "storm");
  const refused = { code: "BACKLOG_FULL", details: { retryAfterSeconds: 10 } };
  await expect(send(t, "storm")).rejects.toMatchObject(refused);
  await send(t, "calm");
  // All or none: the one that has room does not come alone.
  await expect(send(t, "calm", "storm")).rejects.toMatchObject(refused);
  // What starts nothing piles nothing up.
  await send(t, "nobody");
  expect(await kept(t)).toEqual({ events: 12, executions: 11 });
  expect(t.errors).toEqual([]);
});

test("when all is full nothing is accepted, slots get their fates, people may start, and a fifth of room opens it again", async () => {
  await using t = await startEngine({ backlog: 20, roles: ["scheduler"] });
  for (const name of ["a", "b", "c"]) await t.rule(rule(name));
  await t.rule(rule("at-gate", { concurrency: { limit: 1 } }));
  const cron = await t.rule({
    rule: "clock",
    triggers: [{ cron: "* * * * *", timezone: "UTC" }],
    actions: [{ use: "test.echo" }],
  });
  await t.decided();
  for (let n = 0; n < 7; n += 1) await send(t, "a", "b");
  for (let n = 0; n < 6; n += 1) await send(t, "at-gate");
  const full = { code: "BACKLOG_FULL" };
  await expect(send(t, "c")).rejects.toMatchObject(full);
  await expect(t.engine.triggerRule("c", { by: program })).rejects.toMatchObject(full);
  expect((await t.engine.triggerRule("c", { by: tester })).fate).toBe("fired");
  await t.database.clock.advance(60_000);
  await t.decided();
  expect((await fatesOf(t, cron))["fired"]).toBe(1);

  // Down to 17 of 20: not yet; down to 15: open.
  await end(t, 17);
  await expect(send(t, "c")).rejects.toMatchObject(full);
  await end(t, 15);
  await t.until(() =>
    send(t, "c").then(
      () => true,
      () => false,
    ),
  );
});

/** Ends executions as a worker would, until so many are left. */
async function end(t: TestEngine, left: number): Promise<void> {
  await t.database.store.query({
    name: "end-some",
    text: `with gone as (delete from belfry.execution_queue where id in (
        select id from belfry.execution_queue order by id limit greatest(0, (select count(*) from belfry.execution_queue) - $1::int)) returning id)
      delete from belfry.gate_places where execution_id in (select id from gone)`,
    values: [left],
  });
}
