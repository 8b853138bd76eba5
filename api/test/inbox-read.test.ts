import { inboxChannel } from "@belfry/notify";
import { definePlugin } from "@belfry/plugin-kit";
import { tester } from "@belfry/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  const inbox = inboxChannel((notice, { idempotencyKey }) =>
    api.access.notices.send(notice, { idempotencyKey, rule: null, executionId: null }),
  );
  api = await startTestApi({ plugins: [definePlugin({ name: "inbox", version: "0", channels: [inbox] })] });
  await api.notify.saveAccount({ channel: "inbox", name: "people", config: {} }, { by: tester });
  const { rows } = await api.test.database.store.pool.query<{ id: number }>(
    `insert into belfry.nodes (name, roles, version, session, started_at)
     values ('test', '{worker}', '0', false, belfry.now()) returning id`,
  );
  await api.notify.start({ node: rows[0]!.id });
});
afterAll(async () => {
  await api.notify.stop();
  await api[Symbol.asyncDispose]();
});

/** Somebody who has chosen a password of their own, with the cookie of their session. */
async function addPerson(name: string): Promise<string> {
  const { body } = await api.call("POST", "/v1/users", { name, role: "viewer" });
  const signIn = await api.fetch("POST", "/v1/session", { body: { name, password: body.password } });
  const cookie = signIn.headers.get("set-cookie")!.split(";")[0]!;
  const own = { currentPassword: body.password, newPassword: "chosen by themselves" };
  const headers = { cookie, origin: api.url };
  expect((await api.fetch("PUT", "/v1/session/password", { headers, body: own })).status).toBe(204);
  return cookie;
}

test("reading a notice of the inbox over the API acknowledges its message in the reader's name, once", async () => {
  const cookie = await addPerson("li.lei");
  const other = await addPerson("han.meimei");
  const message = { channel: "inbox", to: ["li.lei"], subject: "晚归名单" };
  const { body: sent } = await api.call("POST", "/v1/messages", message);
  await expect
    .poll(async () => (await api.notify.getMessage(sent.id)).states, { timeout: 60_000 })
    .toEqual({ accepted: 1 });
  expect((await api.notify.getMessage(sent.id)).acknowledgedAt).toBeNull();

  const ask = (whose: string, method: string, path: string) =>
    api.fetch(method, path, { headers: { cookie: whose, origin: api.url } });
  const { body: notices } = await ask(cookie, "GET", "/v1/notices");
  const read = `/v1/notices/${notices.items[0].id}/read`;
  expect((await ask(other, "POST", read)).status).toBe(404);
  expect((await api.notify.getMessage(sent.id)).acknowledgedAt).toBeNull();
  expect((await ask(cookie, "POST", read)).status).toBe(204);
  const first = await api.notify.getMessage(sent.id);
  expect(first).toMatchObject({ acknowledgedBy: "li.lei", acknowledgedAt: expect.any(Date) });
  expect((await ask(cookie, "POST", read)).status).toBe(204);
  expect((await api.notify.getMessage(sent.id)).acknowledgedAt).toEqual(first.acknowledgedAt);
  const { rows } = await api.test.database.store.pool.query(
    "select actor from belfry.audit_entries where action = 'messages.acknowledge'",
  );
  expect(rows).toEqual([{ actor: "li.lei" }]);
});
