import { afterAll, beforeAll, expect, test } from "vitest";
import { builtinActions } from "@belfry/actions";
import { builtinTriggers } from "@belfry/triggers";
import { startTestApi, type Answer, type TestApi } from "../start-test-api.ts";

let api: TestApi;
const tokens: Record<string, string> = {};

const report = {
  rule: "report",
  name: "Report",
  labels: { team: "甲" },
  inputs: { type: "object", properties: { building: { type: "string", default: "1" } } },
  triggers: [{ id: "daily", cron: "0 6 * * *" }],
  actions: [
    { id: "who", use: "noop", with: { value: "${{ inputs.building + ' 13812345678' }}" } },
    {
      id: "mail",
      use: "email.send",
      with: { to: "ann.lee@school.example", subject: "Report of {{ inputs.building }}", html: "<p>Dear Ann</p>" },
    },
  ],
};

async function key(name: string, permissions: readonly string[], scope: unknown = null): Promise<void> {
  const { body } = await api.call("POST", "/v1/keys", { name, permissions, scope });
  tokens[name] = `${body.key.id as string}.${body.secret as string}`;
}

const tryAs = (name: string, body: unknown = {}, rule = "report"): Promise<Answer> =>
  api.fetch("POST", `/v1/rules/${rule}/dry-run`, { body, headers: { authorization: `Bearer ${tokens[name]}` } });

beforeAll(async () => {
  api = await startTestApi({ plugins: [builtinActions, builtinTriggers] });
  await api.call("PUT", "/v1/rules/report", report);
  await key("runner", ["rules:run", "rules:read", "personal-data:read"]);
  await key("blind", ["rules:run", "rules:read"]);
  await key("writer", ["rules:run", "rules:read", "rules:write", "personal-data:read"]);
  await key("reader", ["rules:read"]);
  const scope = { labels: { team: ["甲"] }, inputs: { report: { building: ["2", "3"] } } };
  await key("restricted", ["rules:run", "rules:read", "rules:write", "personal-data:read"], scope);
});
afterAll(() => api?.[Symbol.asyncDispose]());

test("who may run a rule may try it out, and sees the mail that was not sent", async () => {
  const { status, body } = await tryAs("runner");
  expect(status).toBe(200);
  expect(body).toMatchObject({ fate: "fired", version: 1, cut: false });
  expect(body.runs[0]).toMatchObject({ state: "success", failure: null });
  expect(body.runs[0].steps[1].effects).toMatchObject([
    { kind: "message", to: ["ann.lee@school.example"], subject: "Report of 1", html: "<p>Dear Ann</p>" },
  ]);
  expect((await api.call("GET", "/v1/executions")).body.items).toEqual([]);
  expect((await api.call("GET", "/v1/messages")).body.items).toEqual([]);
});

test("who may only read rules may not, and a definition that is not saved takes the right to write", async () => {
  expect((await tryAs("reader")).body.code).toBe("PERMISSION_DENIED");
  const definition = { ...report, name: "Edited" };
  expect((await tryAs("runner", { definition })).body).toMatchObject({ code: "PERMISSION_DENIED" });
  expect((await tryAs("writer", { definition })).body).toMatchObject({ version: null, fate: "fired" });
  expect((await tryAs("writer", { definition: { ...definition, rule: "brand-new" } }, "brand-new")).status).toBe(200);
  expect((await api.call("GET", "/v1/rules/report")).body.name).toBe("Report");
  expect((await tryAs("writer", { definition }, "other")).body.code).toBe("RULE_INVALID");
  expect((await tryAs("runner", { trigger: { eventId: 1 } })).body.code).toBe("PERMISSION_DENIED");
});

test("who may not read personal data sees addresses masked and nothing of what was written", async () => {
  const { text, body } = await tryAs("blind");
  expect(body.runs[0].state).toBe("success");
  expect(text).not.toContain("ann.lee@school.example");
  expect(text).not.toContain("13812345678");
  expect(body.runs[0].steps[1].effects[0].html).toBe("•••");
});

test("who is restricted to inputs tries it with these and no others, and not the rules of others", async () => {
  expect((await tryAs("restricted")).body.code).toBe("INPUT_NOT_ALLOWED");
  expect((await tryAs("restricted", { trigger: { inputs: { building: "1" } } })).body.code).toBe("INPUT_NOT_ALLOWED");
  expect((await tryAs("restricted", { trigger: { inputs: { building: "2" } } })).status).toBe(200);
  expect((await tryAs("restricted", { trigger: { at: "2026-03-01T06:00:00Z" } })).body.code).toBe("INPUT_NOT_ALLOWED");
  const { rule: _rule, ...rest } = report;
  await api.call("PUT", "/v1/rules/theirs", { ...rest, rule: "theirs", labels: { team: "乙" } });
  expect((await tryAs("restricted", {}, "theirs")).body.code).toBe("RULE_NOT_FOUND");
  const taken = { ...rest, rule: "theirs" };
  expect((await tryAs("restricted", { definition: taken }, "theirs")).body.code).toBe("RULE_EXISTS");
  const foreign = { ...rest, rule: "mine", labels: { team: "乙" } };
  expect((await tryAs("restricted", { definition: foreign }, "mine")).body.code).toBe("LABEL_NOT_ALLOWED");
});

test("each dry run stands in the audit log, with who tried what and not with what it was given", async () => {
  await tryAs("runner", { trigger: { inputs: { building: "top-secret" } } });
  const { text, body } = await api.call("GET", "/v1/audit?limit=5");
  expect(body.items[0]).toMatchObject({
    action: "rules.dryRun",
    actor: expect.objectContaining({ name: expect.stringMatching(/^runner/) as string }) as unknown,
    detail: { edited: false, trigger: "manual", inputs: ["building"] },
  });
  expect(text).not.toContain("top-secret");
});

test("what makes no sense is refused: two triggers at once, a schedule that is not there", async () => {
  const both = { trigger: { at: "2026-03-01T06:00:00Z", eventId: 1 } };
  expect((await tryAs("runner", both)).status).toBe(400);
  const event = { trigger: { event: { type: "order.paid" } } };
  expect((await tryAs("runner", event)).body).toMatchObject({ code: "REQUEST_INVALID" });
  const unknown = { trigger: { at: "2026-03-01T06:00:00Z", trigger: "weekly" } };
  expect((await tryAs("runner", unknown)).body).toMatchObject({ code: "REQUEST_INVALID" });
});
