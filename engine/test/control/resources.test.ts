import { expect, test } from "vitest";
import { defineAction, definePlugin } from "@belfry/plugin-kit";
import { tester } from "@belfry/testkit";
import { z } from "zod";
import { startEngine, useEngine } from "../start-engine.ts";
import { called } from "./what-ran.ts";

const pigeon = defineAction({
  id: "pigeon.send",
  displayName: { zh: "p", en: "p" },
  description: { zh: "p", en: "p" },
  input: z.strictObject({}),
  idempotent: true,
  channel: "pigeon",
  async run() {
    return null;
  },
});
const stored = new Set<string>();
const channels = new Set<string>();
let asked = 0;

const engine = useEngine({
  plugins: [definePlugin({ name: "pigeon", version: "0", actions: [pigeon] })],
  secrets: { KEY: "k", OTHER: "o" },
  hooks: {
    secretNames: async () => ((asked += 1), stored),
    channelNames: async () => ((asked += 1), channels),
  },
});
const echo = (id: string) => ({ id, use: "test.echo" });
const key = (name: string) => ({ use: "test.secret", with: { value: `\${{ secrets.${name} }}` } });

test("what a rule names and is not there is told in full before its first action, and nothing is sent or tried again", async () => {
  const t = engine();
  stored.add("KEY").add("OTHER");
  const slug = await t.rule({
    rule: "needs",
    retry: { attempts: 3 },
    actions: [echo("first"), { do: [{ if: "false", ...key("KEY") }] }, { use: "pigeon.send" }],
    onFailure: [{ ...echo("told"), with: { text: "{{ failure.code }}" } }],
  });
  stored.delete("KEY");
  const id = await t.run(slug);
  const execution = await t.reached(id, "failed");
  expect(execution.failure).toMatchObject({
    class: "config",
    code: "RESOURCE_MISSING",
    details: {
      problems: [
        { path: "actions[1].do[0].with.value", message: "The secret KEY is not stored." },
        { path: "actions[2].use", message: "The channel pigeon has no account that is enabled." },
      ],
    },
  });
  expect(execution.failure?.message).toContain("belfry secrets set KEY");
  // Only what tells of it has run.
  expect(called(t, id)).toEqual(["onFailure.told"]);
  // What has been put right counts at once.
  stored.add("KEY");
  channels.add("pigeon");
  await t.engine.retryExecution(id, { by: tester });
  await t.reached(id, "success");
});

test("when what tells of it is missing too, it only fails", async () => {
  const t = engine();
  stored.add("KEY").add("OTHER");
  const slug = await t.rule({ rule: "silent", actions: [key("KEY")], onFailure: [echo("x"), key("OTHER")] });
  stored.delete("OTHER");
  await t.database.store.query({ name: "tell-config", text: "select pg_notify('belfry', 'config')" });
  await t.until(async () => {
    const id = await t.run(slug);
    return (await t.reached(id, "failed", "success")).failure?.code === "RESOURCE_MISSING";
  });
  expect(t.actions.runs.filter(({ use }) => use === "test.echo")).toEqual([]);
});

test("many executions of a rule ask for it once", async () => {
  const t = engine();
  stored.add("KEY");
  const slug = await t.rule({ rule: "many", actions: [key("KEY")] });
  await t.reached(await t.run(slug), "success");
  asked = 0;
  for (let i = 0; i < 5; i += 1) await t.reached(await t.run(slug), "success");
  expect(asked).toBeLessThanOrEqual(1);
});

test("where nobody can say what there is, the action finds out", async () => {
  await using t = await startEngine();
  const id = await t.run(await t.rule({ rule: "unknown", actions: [echo("first"), key("KEY")] }));
  expect((await t.reached(id, "failed")).failure).toMatchObject({ code: "SECRET_NOT_FOUND" });
});
