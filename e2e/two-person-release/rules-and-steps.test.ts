import type { ExecutionDetail, RuleView } from "@belfry/engine";
import { afterEach, beforeEach, expect, test } from "vitest";
import { refusalOf, type CallApi } from "../support/call-api.ts";
import { signedInPerson } from "../support/signed-in-person.ts";
import type { SpawnedServer } from "../support/spawn-server.ts";
import { endedExecution, startSchool, type School } from "../support/start-school.ts";
import { until } from "../support/until.ts";

interface Waiting {
  readonly id: number;
  readonly kind: string;
  readonly rule: string;
  readonly state: string;
  readonly sample: Readonly<Record<string, unknown>>;
}
type Answer = RuleView & { readonly approval: { readonly id: number } | null };

let school: School;
let server: SpawnedServer;
let editor: CallApi;
let operator: CallApi;
const harmless = { rule: "notice", name: "通知", actions: [{ id: "rest", use: "noop" }] };
const sending = {
  ...harmless,
  actions: [{ id: "mail", use: "email.send", with: { to: "a@campus.example", subject: "通知", text: "…" } }],
};

beforeEach(async () => {
  school = await startSchool();
  server = await school.spawn();
  editor = await signedInPerson(server, school.database, { name: "li", role: "editor" });
  operator = await signedInPerson(server, school.database, { name: "wang", role: "operator" });
}, 300_000);
afterEach(() => school[Symbol.asyncDispose]());

async function only(kind: string): Promise<Waiting> {
  const found = await until(`a ${kind} waits`, async () => {
    const { items } = await operator<{ items: Waiting[] }>("GET", "/v1/approvals?mine=true");
    return items.find((item) => item.kind === kind);
  });
  return operator<Waiting>("GET", `/v1/approvals/${found.id}`);
}

test("a rule that sends is enabled for the first time by two people, and from then on by one", async () => {
  await server.api("PATCH", "/v1/settings", { approvals: { firstEnable: true } });
  await editor("PUT", "/v1/rules/notice", sending);
  const asked = await editor<Answer>("POST", "/v1/rules/notice/enable");
  expect(asked).toMatchObject({ status: "disabled", approval: { state: "pending" } });
  expect((await editor<Answer>("POST", "/v1/rules/notice/enable")).approval?.id).toBe(asked.approval?.id);
  expect((await refusalOf(editor("POST", `/v1/approvals/${asked.approval?.id}/approve`, {}))).code).toBe(
    "PERMISSION_DENIED",
  );
  const waiting = await only("rule-enable");
  // An operator may not read personal data: the address in the rule is masked, its name is not.
  expect(waiting.sample).toMatchObject({ sends: ["actions[0]"], definition: { name: "通知" } });
  expect(JSON.stringify(waiting.sample)).toContain("a***@campus.example");
  expect((await server.api<Waiting>("GET", `/v1/approvals/${waiting.id}`)).sample).toMatchObject({
    definition: sending,
  });
  await operator("POST", `/v1/approvals/${waiting.id}/approve`, {});
  expect(await editor<RuleView>("GET", "/v1/rules/notice")).toMatchObject({ status: "enabled" });

  await editor("POST", "/v1/rules/notice/disable");
  expect(await editor<Answer>("POST", "/v1/rules/notice/enable")).toMatchObject({ status: "enabled", approval: null });
}, 300_000);

test("the ways around the first release are closed: a trial by hand, a harmless start, a change after the request", async () => {
  await server.api("PATCH", "/v1/settings", { approvals: { firstEnable: true } });
  await editor("PUT", "/v1/rules/notice", sending);
  expect((await refusalOf(editor("POST", "/v1/rules/notice/trigger", {}))).code).toBe("APPROVAL_REQUIRED");

  await editor("PUT", "/v1/rules/notice", harmless);
  expect(await editor<Answer>("POST", "/v1/rules/notice/enable")).toMatchObject({ status: "enabled" });
  expect((await refusalOf(editor("PUT", "/v1/rules/notice", sending))).code).toBe("APPROVAL_REQUIRED");

  await editor("POST", "/v1/rules/notice/disable");
  await editor("PUT", "/v1/rules/notice", sending);
  const { approval } = await editor<Answer>("POST", "/v1/rules/notice/enable");
  await editor("PUT", "/v1/rules/notice", { ...sending, name: "另一个" });
  expect((await refusalOf(operator("POST", `/v1/approvals/${approval?.id}/approve`, {}))).code).toBe(
    "APPROVAL_DECIDED",
  );
  expect(await editor<RuleView>("GET", "/v1/rules/notice")).toMatchObject({ status: "disabled" });
}, 300_000);

test("a rule that demands it is archived by two people", async () => {
  await editor("PUT", "/v1/rules/notice", { ...harmless, approval: { deletion: true } });
  const { approval } = await editor<Answer>("POST", "/v1/rules/notice/archive");
  expect(await editor<RuleView>("GET", "/v1/rules/notice")).toMatchObject({ status: "disabled" });
  await operator("POST", `/v1/approvals/${approval?.id}/approve`, {});
  expect(await editor<RuleView>("GET", "/v1/rules/notice")).toMatchObject({ status: "archived" });
}, 300_000);

test("an editor adds a demand and cannot take it back; an administrator can", async () => {
  const strict = { ...harmless, approval: { deletion: true }, actions: [{ id: "rest", use: "noop", approval: true }] };
  await editor("PUT", "/v1/rules/notice", strict);
  const refused = await refusalOf(editor("PUT", "/v1/rules/notice", harmless));
  expect(refused).toMatchObject({ status: 403, code: "PERMISSION_DENIED" });
  expect(refused.detail).toContain("settings:write");
  await server.api("PUT", "/v1/rules/notice", harmless);
}, 300_000);

test("a step waits for a second person who sees its input without secrets, through a kill", async () => {
  await server.api("PUT", "/v1/secrets/doorCode", { value: "open-sesame" });
  const step = {
    id: "call",
    use: "http.request",
    approval: true,
    with: {
      url: `${school.gate.url}/nowhere`,
      method: "POST",
      headers: { "X-Key": "${{ secrets.doorCode }}", "X-For": "${{ inputs.who }}" },
    },
  };
  const inputs = { type: "object", properties: { who: { type: "string" } } };
  await editor("PUT", "/v1/rules/notice", { ...harmless, inputs, actions: [step] });
  await editor("POST", "/v1/rules/notice/enable");
  const start = { inputs: { who: "building-3" } };
  const { executionId } = await editor<{ executionId: number }>("POST", "/v1/rules/notice/trigger", start);
  const waiting = await only("step");
  const before = school.gate.requests.length;
  expect(JSON.stringify(waiting.sample)).toContain("building-3");
  expect(JSON.stringify(waiting.sample)).not.toContain("open-sesame");

  await server.kill();
  server = await school.spawn();
  operator = await signedInPerson(server, school.database, { name: "wang", role: "operator" });
  const during = await server.api<ExecutionDetail>("GET", `/v1/executions/${executionId}`);
  expect(during).toMatchObject({ state: "waiting", actionRuns: [] });
  await operator("POST", `/v1/approvals/${waiting.id}/approve`, {});
  expect(await endedExecution(server.api, executionId)).toMatchObject({ actionRuns: [{ action: "call" }] });
  expect(school.gate.requests.length).toBeGreaterThan(before);
}, 300_000);

test("a rejected step does not run, and says who rejected it", async () => {
  await editor("PUT", "/v1/rules/notice", { ...harmless, actions: [{ id: "rest", use: "noop", approval: true }] });
  await editor("POST", "/v1/rules/notice/enable");
  const { executionId } = await editor<{ executionId: number }>("POST", "/v1/rules/notice/trigger", {});
  await operator("POST", `/v1/approvals/${(await only("step")).id}/reject`, { comment: "不是今天" });
  const ended = await endedExecution(server.api, executionId);
  expect(ended.failure).toMatchObject({ code: "APPROVAL_REJECTED", action: "rest" });
  expect(ended.failure?.message).toContain("wang: 不是今天");
  expect(ended.actionRuns).toEqual([]);
}, 300_000);
