import type { ExecutionDetail } from "@belfry/engine";
import type { MessageDetail } from "@belfry/notify";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CallApi } from "../support/call-api.ts";
import { saveMailAccount } from "../support/install-example.ts";
import { signedInPerson } from "../support/signed-in-person.ts";
import type { SpawnedServer } from "../support/spawn-server.ts";
import { endedExecution, startSchool, type School } from "../support/start-school.ts";
import { until } from "../support/until.ts";

interface Waiting {
  readonly id: number;
  readonly state: string;
  readonly executionId: number;
  readonly messageId: number;
  readonly mayDecide: boolean;
  readonly requestedBy: string[];
  readonly sample: Readonly<Record<string, unknown>>;
}

let school: School;
let server: SpawnedServer;
let editor: CallApi;
let operator: CallApi;
const everybody = ["a@campus.example", "b@campus.example", "c@campus.example"];
const rule = (to: readonly string[], rest: object = {}) => ({
  rule: "notice",
  name: "通知",
  ...rest,
  actions: [{ id: "mail", use: "email.send", with: { to, subject: "停水通知", text: "明天停水。" } }],
});

beforeEach(async () => {
  school = await startSchool();
  server = await school.spawn({ allow: [`127.0.0.1:${school.sink.port}`] });
  await people();
  await saveMailAccount(server.api, { port: school.sink.port });
  await server.api("PATCH", "/v1/settings", { approvals: { recipientsAbove: 2 } });
}, 180_000);
afterEach(() => school[Symbol.asyncDispose]());

async function people(): Promise<void> {
  editor = await signedInPerson(server, school.database, { name: "li", role: "editor" });
  operator = await signedInPerson(server, school.database, { name: "wang", role: "operator" });
}

/** Saves, enables and starts the rule as its editor, and returns its execution and what waits for a second person. */
async function startHeld(to = everybody, rest: object = {}): Promise<{ execution: number; waiting: Waiting }> {
  await editor("PUT", "/v1/rules/notice", rule(to, rest));
  await editor("POST", "/v1/rules/notice/enable");
  const { executionId } = await editor<{ executionId: number }>("POST", "/v1/rules/notice/trigger", {});
  return { execution: executionId, waiting: await waitingFor(executionId) };
}

async function waitingFor(execution: number): Promise<Waiting> {
  const found = await until("a message waits for a second person", async () => {
    const { items } = await operator<{ items: Waiting[] }>("GET", "/v1/approvals?mine=true");
    return items.find(({ executionId }) => executionId === execution);
  });
  return operator<Waiting>("GET", `/v1/approvals/${found.id}`);
}

const message = (id: number) => server.api<MessageDetail>("GET", `/v1/messages/${id}`);

test("a message to many waits through a kill, the sample shows it, and it is sent when a second person releases it", async () => {
  const { execution, waiting } = await startHeld();
  expect(waiting).toMatchObject({ state: "pending", mayDecide: true, requestedBy: ["li"] });
  await server.kill();
  server = await school.spawn({ allow: [`127.0.0.1:${school.sink.port}`] });
  await people();

  expect(await server.api<ExecutionDetail>("GET", `/v1/executions/${execution}`)).toMatchObject({ state: "waiting" });
  expect((await server.api<Waiting>("GET", `/v1/approvals/${waiting.id}`)).sample).toMatchObject({
    action: "mail",
    subject: "停水通知",
    text: "明天停水。",
    recipients: 3,
    comparedWith: null,
  });
  expect(await message(waiting.messageId)).toMatchObject({
    states: { queued: 3 },
    deliveries: [{ runAt: null }, {}, {}],
  });
  expect(school.sink.mails).toEqual([]);

  await expect(editor("POST", `/v1/approvals/${waiting.id}/approve`, {})).rejects.toThrow("PERMISSION_DENIED");
  await expect(server.api("POST", `/v1/approvals/${waiting.id}/approve`, {})).rejects.toThrow("PERMISSION_DENIED");
  await operator("POST", `/v1/approvals/${waiting.id}/approve`, { comment: "ok" });
  expect(await endedExecution(server.api, execution)).toMatchObject({ state: "success" });
  expect(school.sink.mails).toHaveLength(1);

  // The next time the difference to this one is shown.
  const next = await startHeld(["b@campus.example", "c@campus.example", "d@campus.example"]);
  expect((await server.api<Waiting>("GET", `/v1/approvals/${next.waiting.id}`)).sample).toMatchObject({
    comparedWith: waiting.messageId,
    added: ["d@campus.example"],
    removed: ["a@campus.example"],
  });
}, 300_000);

test("a rejected message is sent to nobody, the execution says why, and a retry asks again", async () => {
  const { execution, waiting } = await startHeld();
  await operator("POST", `/v1/approvals/${waiting.id}/reject`, { comment: "写错了日期" });
  expect(await endedExecution(server.api, execution)).toMatchObject({
    state: "failed",
    failure: { code: "APPROVAL_REJECTED", message: expect.stringContaining("写错了日期") as string },
  });
  expect(await message(waiting.messageId)).toMatchObject({ states: { cancelled: 3 } });

  await editor("POST", `/v1/executions/${execution}/retry`);
  const again = await waitingFor(execution);
  expect(again.id).not.toBe(waiting.id);
  await operator("POST", `/v1/approvals/${again.id}/approve`, {});
  expect(await endedExecution(server.api, execution)).toMatchObject({ state: "success" });
  expect(school.sink.mails).toHaveLength(1);
}, 300_000);

test("when the execution is cancelled the request is withdrawn, and nothing is sent later", async () => {
  const { execution, waiting } = await startHeld();
  await editor("POST", `/v1/executions/${execution}/cancel`);
  await endedExecution(server.api, execution);
  await until("the request is withdrawn", async () =>
    (await server.api<Waiting>("GET", `/v1/approvals/${waiting.id}`)).state === "withdrawn" ? true : undefined,
  );
  await expect(operator("POST", `/v1/approvals/${waiting.id}/approve`, {})).rejects.toThrow("APPROVAL_DECIDED");
  expect(await message(waiting.messageId)).toMatchObject({ states: { cancelled: 3 } });
  expect(school.sink.mails).toEqual([]);
}, 300_000);

test("a request that nobody decides expires, and the execution fails with that", async () => {
  const { execution, waiting } = await startHeld();
  await school.database.clock.advance(8 * 86_400_000);
  expect(await endedExecution(server.api, execution)).toMatchObject({
    state: "failed",
    failure: { code: "APPROVAL_EXPIRED" },
  });
  expect(await message(waiting.messageId)).toMatchObject({ states: { cancelled: 3 } });
  expect(school.sink.mails).toEqual([]);
}, 300_000);

test("a rule that does not wait for its recipients waits for the second person nevertheless", async () => {
  const actions = [
    { id: "mail", use: "email.send", with: { to: everybody, subject: "通知", text: "…", wait: "queued" } },
  ];
  const { execution, waiting } = await startHeld(everybody, {});
  await operator("POST", `/v1/approvals/${waiting.id}/approve`, {});
  await endedExecution(server.api, execution);
  await editor("PUT", "/v1/rules/notice", { ...rule(everybody), actions });
  const { executionId } = await editor<{ executionId: number }>("POST", "/v1/rules/notice/trigger", {});
  const second = await waitingFor(executionId);
  expect(school.sink.mails).toHaveLength(1);
  await operator("POST", `/v1/approvals/${second.id}/approve`, {});
  await endedExecution(server.api, executionId);
  await school.sink.waitForMails(2);
}, 300_000);

test("a rule lowers the limit of the installation and does not raise it", async () => {
  const two = everybody.slice(0, 2);
  const { waiting } = await startHeld(two, { approval: { recipientsAbove: 1 } });
  expect(waiting.sample["recipients"]).toBe(2);
  const { items } = await operator<{ items: unknown[] }>("GET", "/v1/approvals");
  await editor("PUT", "/v1/rules/other", { ...rule(everybody, { approval: { recipientsAbove: 99 } }), rule: "other" });
  await editor("POST", "/v1/rules/other/enable");
  const { executionId } = await editor<{ executionId: number }>("POST", "/v1/rules/other/trigger", {});
  await waitingFor(executionId);
  expect((await operator<{ items: unknown[] }>("GET", "/v1/approvals")).items).toHaveLength(items.length + 1);
  expect(school.sink.mails).toEqual([]);
}, 300_000);

test("a message to many that somebody hands in by the API waits for a second person, too, and so does one of a batch", async () => {
  const draft = { channel: "email", to: everybody, subject: "停水通知", text: "明天停水。" };
  interface Sent {
    readonly id: number;
    readonly held: boolean;
  }
  const sent = await editor<Sent>("POST", "/v1/messages", draft);
  expect(sent.held).toBe(true);
  const batch = await editor<{ items: Sent[] }>("POST", "/v1/messages/batch", {
    messages: [draft, { ...draft, to: ["only@campus.example"] }],
  });
  expect(batch.items.map(({ held }) => held)).toEqual([true, false]);
  await school.sink.waitForMails(1);
  expect(school.sink.mails.map(({ envelope }) => envelope.to)).toEqual([["only@campus.example"]]);

  const { items } = await operator<{ items: Waiting[] }>("GET", "/v1/approvals");
  const requestOf = (id: number) => items.find(({ messageId }) => messageId === id)!;
  const waiting = await operator<Waiting>("GET", `/v1/approvals/${requestOf(sent.id).id}`);
  expect(waiting).toMatchObject({ state: "pending", requestedBy: ["li"], sample: { recipients: 3 } });
  await expect(editor("POST", `/v1/approvals/${waiting.id}/approve`, {})).rejects.toThrow("PERMISSION_DENIED");
  await operator("POST", `/v1/approvals/${waiting.id}/approve`, {});
  await school.sink.waitForMails(2);
  expect(school.sink.mails[1]?.envelope.to).toEqual(everybody);

  await operator("POST", `/v1/approvals/${requestOf(batch.items[0]!.id).id}/reject`, { comment: "重复" });
  expect(await message(batch.items[0]!.id)).toMatchObject({ states: { cancelled: 3 } });
  expect(school.sink.mails).toHaveLength(2);
}, 300_000);
