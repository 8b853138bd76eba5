import { defineTrigger, secret } from "@belfry/plugin-kit";
import { startTestEngine, tester, type TestEngine } from "@belfry/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

/** A webhook whose token stands in a header; the real one is tested with the triggers. */
const knock = defineTrigger({
  kind: "receive",
  id: "knock",
  displayName: { zh: "敲门", en: "Knock" },
  description: { zh: "敲门", en: "Knocks" },
  config: z.strictObject({ knock: z.string(), secret: secret() }),
  describe: () => ({ zh: "敲门", en: "Knocks" }),
  verify: async (ctx, config, { headers }) => headers["x-token"] === (await ctx.secret(config.secret)),
  read(_config, { body }) {
    const data = Buffer.from(body).toString();
    const problems = [{ path: "", message: "It is broken.", remedy: "Mend it." }];
    return data.startsWith("broken") ? { ok: false, problems } : { ok: true, event: { id: data, type: "knock", data } };
  },
});

let t: TestEngine;
beforeAll(async () => {
  t = await startTestEngine({
    plugins: [{ name: "knock", version: "0", triggers: [knock] }],
    secrets: { KNOCK: "open sesame" },
  });
});
afterAll(() => t[Symbol.asyncDispose]());

const trigger = { id: "door", knock: "door", secret: "${{ secrets.KNOCK }}" };
const action = { id: "one", use: "test.echo", with: { value: "${{ event.data }}" } };
const send = (rule: string, text: string, token = "open sesame") =>
  t.engine.receiveHook(
    { rule, trigger: "door" },
    { headers: { "x-token": token }, body: new TextEncoder().encode(text) },
  );

test("a signed request starts the rule it is for and no other, and once", async () => {
  const first = await t.rule({ rule: "first", triggers: [trigger], actions: [action] });
  const second = await t.rule({ rule: "second", triggers: [trigger], actions: [action] });
  const [one, again] = [await send(first, "a"), await send(first, "a")];
  expect([one, again]).toMatchObject([
    { kind: "accepted", event: { duplicate: false } },
    { kind: "accepted", event: { duplicate: true } },
  ]);
  await t.quiet();
  expect(await t.executions(first)).toHaveLength(1);
  expect(await t.executions(second)).toHaveLength(0);
  // The same id at another address is another event.
  expect(await send(second, "a")).toMatchObject({ event: { duplicate: false } });
  const id = one.kind === "accepted" ? one.event.id : 0;
  expect(await t.engine.getEvent(id)).toMatchObject({
    source: `/hooks/${first}/door`,
    broughtBy: `hook ${first}/door`,
  });
});

test("a wrong token, an unknown rule, a disabled one and a secret that is gone are refused alike", async () => {
  const rule = await t.rule({ rule: "shut", triggers: [trigger], actions: [action] });
  const gone = await t.rule({
    rule: "gone",
    triggers: [{ ...trigger, secret: "${{ secrets.GONE }}" }],
    actions: [action],
  });
  const disabled = await t.rule({ rule: "off", triggers: [trigger], actions: [action] });
  await t.engine.setRuleStatus(disabled, "disabled", { by: tester });
  const outcomes = [
    await send(rule, "b", "wrong"),
    await send("nobody", "b"),
    await send(gone, "b"),
    await send(disabled, "b"),
  ];
  expect(outcomes).toEqual(Array.from({ length: 4 }, () => ({ kind: "refused" })));
  expect((await t.engine.listEvents({ source: `/hooks/${rule}/door` })).length).toBe(0);
});

test("what is signed and cannot be read is kept, and replayed to the same trigger when it is corrected", async () => {
  const rule = await t.rule({ rule: "mended", triggers: [trigger], actions: [action] });
  const kept = await send(rule, "broken\0");
  expect(kept).toMatchObject({ kind: "unreadable", problems: [{ message: "It is broken." }] });
  const id = kept.kind === "unreadable" ? kept.deadLetter : 0;
  await expect(t.engine.replayDeadLetter(id, { by: tester })).rejects.toMatchObject({ code: "EVENT_INVALID" });
  const [event] = await t.engine.replayDeadLetter(id, { by: tester, text: "whole" });
  const execution = await t.reached(event!.decisions[0]!.executionId!, "success");
  expect(execution).toMatchObject({ rule, actionRuns: [{ output: "whole" }] });
});
