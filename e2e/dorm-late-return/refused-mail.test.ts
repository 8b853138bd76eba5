import type { ExecutionDetail } from "@belfry/engine";
import { startSmtpSink, smtpReplies, type SmtpSink } from "@belfry/testkit";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { saveMailAccount } from "../support/install-example.ts";
import { lateStudent } from "../support/late-students.ts";
import { startDormitory, type Dormitory } from "../support/start-dormitory.ts";
import { until } from "../support/until.ts";

const user = "belfry@campus.example";
const recipients = ["dean@campus.example", "office@campus.example"];
let sink: SmtpSink;
let dormitory: Dormitory;

beforeAll(async () => {
  sink = await startSmtpSink({ auth: { user, pass: "right-code" } });
  dormitory = await startDormitory({ mail: { port: sink.port } });
  await dormitory.api("PUT", "/v1/secrets/smtpCode", { value: "right-code" });
  await dormitory.setGroups([{ username: "admin", buildings: ["1"], recipients, subjectPrefix: "" }]);
  await dormitory.database.clock.set("2026-02-15T22:00:00Z");
  dormitory.gate.records["1"] = [lateStudent("2026-02-15 23:45:10")];
});
afterAll(async () => {
  await dormitory?.[Symbol.asyncDispose]();
  await sink?.close();
});
beforeEach(async () => {
  sink.clearBehaviours();
  await dormitory.api("PUT", "/v1/secrets/smtpCode", { value: "right-code" });
  await saveMailAccount(dormitory.api, { port: sink.port, user, password: "smtpCode" });
});

/** Runs the rule, whose mail must not leave: the workbook is kept, and the failed action is the mail. */
async function runRefused(): Promise<{ parent: ExecutionDetail; child: ExecutionDetail }> {
  const parent = await dormitory.run();
  const [child] = await dormitory.children(parent.id);
  if (child === undefined) throw new Error(`There is no child: ${JSON.stringify(parent.failure)}`);
  expect([parent.state, child.state]).toEqual(["failed", "failed"]);
  expect(child.failure).toMatchObject({ action: "mail", class: "external", code: "DELIVERY_FAILED" });
  expect(child.artifacts.map(({ name }) => name)).toEqual(["滨海校区晚归名单2026.2.15.xlsx"]);
  expect((await dormitory.workbook(child)).rowCount).toBe(2);
  return { parent, child };
}

/** Retries it as a person does, and waits for parent and child. */
async function retry(id: number, { parent, child }: { parent: ExecutionDetail; child: ExecutionDetail }) {
  await dormitory.api("POST", `/v1/executions/${id}/retry`);
  return { parent: await dormitory.ended(parent.id), child: await dormitory.ended(child.id) };
}

describe("a mail that the server refuses", () => {
  test("fails the mail with the server's words, and keeps the workbook", async () => {
    await dormitory.api("PUT", "/v1/secrets/smtpCode", { value: "wrong-code" });
    const { child } = await runRefused();
    expect(child.failure?.message).toContain("2 of 2 recipients did not get the message.");
    expect(child.failure?.message).toContain("535 Login Fail");
    expect(sink.mails).toHaveLength(0);
  });

  test.each(["child", "parent"] as const)(
    "leaves once when the %s is retried after the account was repaired, and the school is not asked again",
    async (who) => {
      await dormitory.api("PUT", "/v1/secrets/smtpCode", { value: "wrong-code" });
      const failed = await runRefused();
      const before = { requests: dormitory.gate.requests.length, mails: sink.mails.length };

      await dormitory.api("PUT", "/v1/secrets/smtpCode", { value: "right-code" });
      await saveMailAccount(dormitory.api, { port: sink.port, user, password: "smtpCode" });
      const { parent, child } = await retry(failed[who].id, failed);

      expect([parent.state, child.state]).toEqual(["success", "success"]);
      expect(dormitory.gate.requests).toHaveLength(before.requests);
      const mails = sink.mails.slice(before.mails);
      expect(mails.map(({ envelope }) => envelope.to)).toEqual([recipients]);
      expect(mails[0]?.parsed.attachments[0]?.filename).toBe("滨海校区晚归名单2026.2.15.xlsx");
      const runs = child.actionRuns
        .filter(({ state }) => state === "success")
        .map(({ action, iteration }) => `${action}/${iteration}`);
      expect(new Set(runs).size).toBe(runs.length);
      expect(child.artifacts).toHaveLength(1);
    },
  );

  test("reaches on a retry only the recipient who did not get it", async () => {
    sink.setBehaviour({ at: "rcpt-to", address: /^office@/, outcome: smtpReplies.qqMailboxNotFound, times: 1 });
    const before = sink.mails.length;
    const failed = await runRefused();
    expect(failed.child.failure?.message).toMatch(
      /1 of 2 recipients did not get the message\.\noffice@campus\.example: .*550 Mailbox not found/,
    );

    // A mailbox of which the server says that it does not exist gets nothing more until somebody has looked at it.
    const { items } = await dormitory.api<{ items: { id: number; address: string }[] }>("GET", "/v1/suppressions");
    expect(items.map(({ address }) => address)).toEqual(["office@campus.example"]);
    for (const { id } of items) await dormitory.api("DELETE", `/v1/suppressions/${id}`);

    const { child } = await retry(failed.child.id, failed);
    expect(child.state).toBe("success");
    expect(sink.mails.slice(before).map(({ envelope }) => envelope.to)).toEqual([
      ["dean@campus.example"],
      ["office@campus.example"],
    ]);
  });
});

describe("a mail server that is away", () => {
  test("is tried again at growing intervals for as long as it is away, and its account says why", async () => {
    await saveMailAccount(dormitory.api, { port: await closedPort() });
    const parentId = await dormitory.trigger();
    for (const [tries, seconds] of [30, 60, 120, 240].entries()) {
      await triesOf(parentId, tries + 1);
      await dormitory.database.clock.advance(seconds * 1_000);
    }
    await triesOf(parentId, 5);
    const { items } = await dormitory.api<{ items: { name: string; health: string; reason: string }[] }>(
      "GET",
      "/v1/accounts?channel=email",
    );
    expect(items).toMatchObject([{ health: "resting", reason: expect.stringContaining("ECONNREFUSED") as string }]);
    await saveMailAccount(dormitory.api, { port: sink.port, user, password: "smtpCode" });
    expect(await dormitory.ended(parentId)).toMatchObject({ state: "success" });
  });

  test("gets the mail when it is back, once, while the execution just waits", async () => {
    await saveMailAccount(dormitory.api, { port: await closedPort() });
    const before = { requests: 0, mails: sink.mails.length };
    const parentId = await dormitory.trigger();
    await triesOf(parentId, 1);
    before.requests = dormitory.gate.requests.length;
    await saveMailAccount(dormitory.api, { port: sink.port, user, password: "smtpCode" });
    await dormitory.database.clock.advance(60_000);
    expect(await dormitory.ended(parentId)).toMatchObject({ state: "success" });
    expect(sink.mails).toHaveLength(before.mails + 1);
    expect(dormitory.gate.requests).toHaveLength(before.requests);
  });
});

/** A port where nobody listens: one that was free a moment ago. */
async function closedPort(): Promise<number> {
  const gone = await startSmtpSink();
  await gone.close();
  return gone.port;
}

/** Resolves when the only child's mail was tried so often and is queued again. */
async function triesOf(parentId: number, tries: number): Promise<void> {
  await until(`the mail is tried ${tries} times`, async () => {
    const { items } = await dormitory.api<{ items: { id: number }[] }>("GET", `/v1/executions?parent=${parentId}`);
    const [child] = items;
    if (child === undefined) return undefined;
    const messages = await dormitory.api<{ items: { id: number }[] }>("GET", `/v1/messages?execution=${child.id}`);
    const [message] = messages.items;
    if (message === undefined) return undefined;
    const { deliveries } = await dormitory.api<{ deliveries: { state: string; attempts: unknown[] }[] }>(
      "GET",
      `/v1/messages/${message.id}`,
    );
    return deliveries.every(({ state, attempts }) => state === "queued" && attempts.length === tries)
      ? true
      : undefined;
  });
}
