import { builtinTriggers } from "@belfry/triggers";
import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ plugins: [builtinTriggers] });
  await api.test.rule({
    rule: "mail",
    triggers: [{ id: "asked", event: "mail.asked" }],
    condition: 'event.data.mobile == "none"',
    actions: [{ use: "test.echo" }],
  });
  const event = {
    specversion: "1.0",
    id: "1",
    source: "/x",
    type: "mail.asked",
    data: { mobile: "13812345678", studentName: "李雷" },
  };
  await api.fetch("POST", "/v1/events", {
    body: event,
    headers: { authorization: `Bearer ${api.token}`, "content-type": "application/cloudevents+json" },
  });
});
afterAll(() => api[Symbol.asyncDispose]());

/** A key with these permissions and no others. */
async function keyWith(permissions: readonly string[]): Promise<Record<string, string>> {
  const token = `bfy_explain_${permissions.join("")}_${Math.random()}`;
  await api.test.database.store.pool.query(
    `insert into belfry.api_tokens (token_hash, name, role, permissions, created_at)
     values ($1, $3, 'viewer', $2, belfry.now())`,
    [createHash("sha256").update(token).digest(), permissions, token],
  );
  return { authorization: `Bearer ${token}` };
}

test("an explanation answers as a document, with the values that decided", async () => {
  const { status, body } = await api.call("GET", "/v1/events/1/explain");
  expect(status).toBe(200);
  expect(body.headline).toMatchObject({ code: "event.started-nothing", verdict: "no" });
  const step = body.steps.find(({ code }: { code: string }) => code === "condition.rule-false");
  expect(step.parts.at(-1)).toMatchObject({ source: "event.data.mobile", value: "13812345678" });
  expect(step.text.zh).toContain("{condition}");
});

test("whoever may not read personal data gets it masked, in the values and in each part", async () => {
  const headers = await keyWith(["events:read", "rules:read"]);
  const { text } = await api.fetch("GET", "/v1/events/1/explain", { headers });
  expect(text).toContain("138****5678");
  expect(text).not.toContain("13812345678");
  expect(text).not.toContain("李雷");
});

test("a replay takes the permission to change rules and to read events", async () => {
  const body = { definition: { rule: "new", name: "new", triggers: [], actions: [{ use: "test.echo" }] } };
  const replay = async (permissions: string[]) =>
    (await api.fetch("POST", "/v1/rules/new/what-if", { body, headers: await keyWith(permissions) })).status;
  expect(await replay(["rules:write"])).toBe(403);
  expect(await replay(["events:read", "rules:read"])).toBe(403);
  expect(await replay(["rules:write", "events:read"])).toBe(200);
});

test("a rule that cannot be read is refused with its problems, and a day too many is too", async () => {
  const wrong = await api.call("POST", "/v1/rules/new/what-if", { definition: { name: "x" } });
  expect(wrong).toMatchObject({ status: 422, body: { code: "RULE_INVALID" } });
  const days = await api.call("POST", "/v1/rules/new/what-if", { definition: {}, days: 32 });
  expect(days.body.code).toBe("REQUEST_INVALID");
  expect((await api.call("GET", "/v1/rules/mail/explain?at=yesterday")).body.code).toBe("REQUEST_INVALID");
  expect((await api.call("GET", "/v1/rules/nobody/explain")).body.code).toBe("RULE_NOT_FOUND");
  expect((await api.call("GET", "/v1/executions/999/explain")).body.code).toBe("EXECUTION_NOT_FOUND");
});
