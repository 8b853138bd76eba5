import { tester } from "@belfry/testkit";
import { defineChannel, definePlugin } from "@belfry/plugin-kit";
import { z } from "zod";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
/** Where the mails that were sent let their recipients leave. */
const links: string[] = [];
beforeAll(async () => {
  const mail = defineChannel({
    id: "mail",
    displayName: { zh: "邮件", en: "Mail" },
    account: z.strictObject({}),
    envelope: "message",
    maxBytes: () => 1_000,
    checkAddress: () => undefined,
    async send(_ctx, { unsubscribe }, recipients) {
      if (unsubscribe !== undefined) links.push(unsubscribe.url);
      return recipients.map(() => ({ kind: "accepted" as const }));
    },
    test: async () => [],
  });
  const publicUrl = "https://belfry.campus.example";
  api = await startTestApi({ publicUrl, plugins: [definePlugin({ name: "mail", version: "0", channels: [mail] })] });
});
afterAll(() => api[Symbol.asyncDispose]());

test("an address that was made up shows nothing and takes nobody off", async () => {
  for (const token of ["x", "A".repeat(80)]) {
    for (const method of ["GET", "POST"]) {
      const answer = await api.fetch(method, `/v1/unsubscribe/${token}`, {
        ...(method === "POST" && {
          headers: { "content-type": "application/x-www-form-urlencoded" },
          body: "List-Unsubscribe=One-Click",
        }),
      });
      expect(answer).toMatchObject({ status: 404, body: { code: "UNSUBSCRIBE_INVALID" } });
    }
  }
  expect(await api.notify.listSuppressions({})).toEqual([]);
});

test("people put addresses on the list and take them off again, and both are written down", async () => {
  const added = await api.call("POST", "/v1/suppressions", {
    channel: "mail",
    addresses: ["a@x.cn", "A@x.cn", "b@x.cn"],
  });
  expect(added.body).toEqual({ added: 2 });
  const { items } = (await api.call("GET", "/v1/suppressions?address=A@X.cn")).body as { items: { id: number }[] };
  expect(items).toMatchObject([{ channel: "mail", address: "a@x.cn", reason: "manual", list: "" }]);
  expect((await api.call("DELETE", `/v1/suppressions/${items[0]!.id}`)).status).toBe(204);
  expect((await api.call("DELETE", `/v1/suppressions/${items[0]!.id}`)).body.code).toBe("SUPPRESSION_NOT_FOUND");
  const audit = (await api.call("GET", "/v1/audit?action=suppressions")).body.items as { action: string }[];
  expect(audit.map(({ action }) => action)).toEqual(["suppressions.remove", "suppressions.add", "suppressions.add"]);
});

test("policies are written, shown and removed; what cannot be one is refused with its field", async () => {
  const night = { kind: "quiet-hours", from: "22:00", until: "07:00" };
  expect((await api.call("PUT", "/v1/policies/night", { definition: night })).status).toBe(204);
  expect((await api.call("GET", "/v1/policies")).body.items).toMatchObject([
    { name: "night", enabled: true, definition: { ...night, timeZone: "Asia/Shanghai" } },
  ]);
  for (const definition of [{ ...night, until: "22:00" }, { ...night, from: "25:00" }, { kind: "other" }]) {
    expect((await api.call("PUT", "/v1/policies/night", { definition })).status).toBe(400);
  }
  expect((await api.call("DELETE", "/v1/policies/night")).status).toBe(204);
  expect((await api.call("DELETE", "/v1/policies/night")).body.code).toBe("POLICY_NOT_FOUND");
});

test("the audit says when a recipient of a message is missing", async () => {
  await api.notify.saveAccount({ channel: "mail", name: "main", config: {} }, { by: tester });
  const sent = await api.call("POST", "/v1/messages", { channel: "mail", to: ["c@x.cn", "d@x.cn"], text: "您好" });
  const verify = async () => {
    const answer = await api.call("GET", "/v1/audit/verification");
    expect(answer.status, answer.text + JSON.stringify(api.logged)).toBe(200);
    return answer.body.messages as object;
  };
  expect(await verify()).toEqual({ accepted: 2, settled: 0, inFlight: 2, wrong: [] });
  await api.call("POST", `/v1/messages/${sent.body.id as number}/cancel`, { recipients: ["c@x.cn"] });
  expect(await verify()).toEqual({ accepted: 2, settled: 1, inFlight: 1, wrong: [] });
  await api.test.database.store.pool.query("delete from belfry.deliveries where recipient = 'd@x.cn'");
  expect(await verify()).toEqual({ accepted: 2, settled: 1, inFlight: 0, wrong: [sent.body.id] });
});

test("whoever only looks at the link of a mail stays on the list, and one POST without any login takes them off", async () => {
  await api.call("PUT", "/v1/accounts/mail/main", { config: {} });
  const { rows } = await api.test.database.store.pool.query<{ id: number }>(
    `insert into belfry.nodes (name, roles, version, session, started_at)
     values ('mail', '{worker}', '0', false, belfry.now()) returning id`,
  );
  await api.notify.start({ node: rows[0]!.id });
  const news = { channel: "mail", to: ["reader@x.cn"], subject: "周报", text: "…", unsubscribe: "weekly" };
  await api.call("POST", "/v1/messages", news);
  while (links.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await api.notify.stop();
  const { pathname } = new URL(links[0]!);
  const suppressed = async () =>
    (await api.notify.listSuppressions({ reason: "unsubscribe" })).map(({ address, list }) => [address, list]);
  // Scanners of mail servers follow every link, and mail programs look before somebody clicks.
  for (let n = 0; n < 3; n += 1) expect((await api.fetch("GET", pathname)).status).toBe(200);
  expect(await suppressed()).toEqual([]);
  const click = await api.fetch("POST", pathname, {
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });
  expect(click.status, click.text).toBe(204);
  expect(await suppressed()).toEqual([["reader@x.cn", "weekly"]]);
});
