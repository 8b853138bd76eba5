import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { tester } from "@belfry/testkit";
import { countedChannel } from "./counting-provider.ts";
import { mail, registerNode, scriptedChannel, startLedger, states, until, type Ledger } from "./ledger-fixture.ts";

let ledger: Ledger;
beforeAll(async () => {
  ledger = await startLedger();
});
afterEach(() => ledger.reset());
afterAll(() => ledger[Symbol.asyncDispose]());

test("a message is sent once, with all recipients in one envelope, and the answer is kept", async () => {
  const { notify, provider } = ledger;
  const message = mail({ to: ["a@x.cn"], cc: ["b@x.cn"], bcc: ["c@x.cn"] });
  const { messageId } = await notify.accept(message, { idempotencyKey: "one", executionId: 7 });
  await ledger.start();
  await ledger.settled();
  expect(provider.sends).toEqual([
    { key: expect.stringMatching(/^[0-9a-f]{12}-\d+$/), to: ["a@x.cn"], recipients: ["a@x.cn", "b@x.cn", "c@x.cn"] },
  ]);
  expect((await notify.getMessage(messageId)).deliveries[2]).toMatchObject({
    field: "bcc",
    state: "accepted",
    reason: null,
    attempts: [{ attempt: 1, account: "main", outcome: "accepted", answer: "250 OK" }],
  });
  expect(ledger.woken).toEqual([7]);
});

test("what is accepted while the dispatcher runs is sent without being asked for", async () => {
  await ledger.start();
  await ledger.notify.accept(mail(), { idempotencyKey: "now" });
  await ledger.settled();
  expect(ledger.provider.sends).toHaveLength(1);
});

test("two processes on one database send each mail once", async () => {
  const { notify, provider } = ledger;
  const other = ledger.another({ concurrency: 3 });
  const keys = Array.from({ length: 60 }, (_, n) => `shared-${n}`);
  await Promise.all(keys.map((idempotencyKey, n) => notify.accept(mail({ to: [`${n}@x.cn`] }), { idempotencyKey })));
  await Promise.all([ledger.start(), ledger.start(other)]);
  await ledger.settled();
  expect(provider.sends).toHaveLength(60);
  expect(new Set(provider.sends.map(({ key }) => key)).size).toBe(60);
  const attempts = await ledger.db.store.query<{ node: number; n: number }>({
    name: "test-attempts-by-node",
    text: `select node, count(*) as n from belfry.delivery_attempts group by node`,
  });
  expect(attempts.rows.reduce((sum, { n }) => sum + n, 0)).toBe(60);
});

test("who is busy is asked again after 1, 5 and 10 minutes, and the others are left alone", async () => {
  const { notify, provider, db } = ledger;
  provider.answer((recipient) =>
    recipient.startsWith("busy") ? { kind: "try-later", reason: "Busy." } : { kind: "accepted" },
  );
  await ledger.start();
  const message = mail({ to: ["busy@x.cn", "ok@x.cn"] });
  const { messageId } = await notify.accept(message, { idempotencyKey: "busy", executionId: 9 });
  await ledger.settled();
  expect(await states(notify, messageId)).toEqual({ "busy@x.cn": "queued", "ok@x.cn": "accepted" });
  expect(ledger.woken).toEqual([]);
  for (const minutes of [1, 5, 10]) {
    const sent = provider.sends.length;
    await db.clock.advance(minutes * 60_000 - 1);
    notify.wake();
    await ledger.settled();
    expect(provider.sends).toHaveLength(sent);
    await db.clock.advance(1);
    notify.wake();
    await ledger.settled();
    expect(provider.sends).toHaveLength(sent + 1);
  }
  expect(provider.sends.map(({ recipients }) => recipients.length)).toEqual([2, 1, 1, 1]);
  expect(new Set(provider.sends.map(({ key }) => key)).size).toBe(1);
  const { deliveries } = await notify.getMessage(messageId);
  expect(deliveries[0]).toMatchObject({ state: "failed", reason: "Busy. It was tried 4 times." });
  expect(deliveries[0]!.attempts).toHaveLength(4);
  expect(ledger.woken).toEqual([9]);
});

test("the next account sends what the first cannot, and both attempts are kept", async () => {
  const channels = [
    scriptedChannel((_, url) =>
      url === "bad" ? { kind: "account-fault", reason: "535 wrong password" } : { kind: "accepted" },
    ),
  ];
  const notify = ledger.another({ channels });
  await notify.saveAccount({ channel: "counted", name: "first", priority: 1, config: { url: "bad" } }, { by: tester });
  await ledger.start(notify);
  const { messageId } = await notify.accept(mail(), { idempotencyKey: "failover" });
  await ledger.settled();
  const { deliveries } = await notify.getMessage(messageId);
  expect(deliveries[0]).toMatchObject({ state: "accepted", reason: null });
  expect(deliveries[0]!.attempts).toMatchObject([
    { account: "first", outcome: "account-fault", reason: "535 wrong password" },
    { account: "main", outcome: "accepted" },
  ]);
});

test("a wrong password is not tried again and fails with its reason", async () => {
  const { notify, provider } = ledger;
  provider.answer(() => ({ kind: "account-fault", reason: "535 wrong password" }));
  await ledger.start();
  const { messageId } = await notify.accept(mail(), { idempotencyKey: "password" });
  await ledger.settled();
  expect(provider.sends).toHaveLength(1);
  expect((await notify.getMessage(messageId)).deliveries[0]).toMatchObject({
    state: "failed",
    reason: "535 wrong password",
  });
});

test("a named account is used whatever its priority, and no other one instead", async () => {
  const { notify, provider } = ledger;
  provider.answer(() => ({ kind: "account-fault", reason: "no" }));
  await notify.saveAccount(
    { channel: "counted", name: "wanted", priority: 900, config: { url: provider.url } },
    { by: tester },
  );
  await ledger.start();
  const { messageId } = await notify.accept(mail({ account: "wanted" }), { idempotencyKey: "named" });
  await ledger.settled();
  expect((await notify.getMessage(messageId)).deliveries[0]!.attempts.map(({ account }) => account)).toEqual([
    "wanted",
  ]);
});

test.each([
  ["no account", [], 'The channel "counted" has no sending account. Add one.'],
  ["only a disabled account", [{ enabled: false }], 'The account "a0" is not enabled.'],
  [
    "only an account for smaller messages",
    [{ config: { maxBytes: 3 } }],
    'The message is too large for the account "a0".',
  ],
])("with %s a delivery fails and says so", async (_what, accounts, reason) => {
  const { notify } = ledger;
  const { messageId } = await notify.accept(mail(), { idempotencyKey: "none", executionId: 3 });
  await notify.removeAccount({ channel: "counted", name: "main" }, { by: tester });
  for (const [n, { config, ...account }] of (accounts as { enabled?: boolean; config?: object }[]).entries()) {
    await notify.saveAccount(
      { channel: "counted", name: `a${n}`, config: { url: "x", ...config }, ...account },
      { by: tester },
    );
  }
  await ledger.start();
  await ledger.settled();
  expect((await notify.getMessage(messageId)).deliveries[0]).toMatchObject({ state: "failed", reason, attempts: [] });
  expect(ledger.woken).toEqual([3]);
});

test("a secret that the vault does not have is the account's fault", async () => {
  const { notify, provider } = ledger;
  await notify.saveAccount(
    {
      channel: "counted",
      name: "main",
      config: { url: provider.url, key: { $secret: "GONE" } },
    },
    { by: tester },
  );
  await ledger.start();
  const { messageId } = await notify.accept(mail(), { idempotencyKey: "secret" });
  await ledger.settled();
  const [delivery] = (await notify.getMessage(messageId)).deliveries;
  expect(delivery).toMatchObject({ state: "failed", reason: expect.stringContaining("No secret GONE.") });
});

test("a channel that throws may have sent: the delivery is unknown and never repeated", async () => {
  const throwing = { ...countedChannel, send: () => Promise.reject(new Error("bug")) };
  const notify = ledger.another({ channels: [throwing] });
  await ledger.start(notify);
  const { messageId } = await notify.accept(mail(), { idempotencyKey: "bug", executionId: 5 });
  await ledger.settled();
  await ledger.db.clock.advance(86_400_000);
  notify.wake();
  await ledger.settled();
  const [delivery] = (await notify.getMessage(messageId)).deliveries;
  expect(delivery).toMatchObject({ state: "unknown", attempts: [{ outcome: "unknown" }] });
  expect(delivery!.reason).toContain("bug");
  expect(ledger.woken).toEqual([5]);
});

test("an attachment that vanished fails the message instead of sending it without", async () => {
  const { notify, provider } = ledger;
  const file = await ledger.artifact("a.txt", new Uint8Array(10));
  const { messageId } = await notify.accept(mail({ attachments: [{ file }] }), { idempotencyKey: "vanished" });
  await ledger.removeArtifact(file);
  await ledger.start();
  await ledger.settled();
  expect(provider.sends).toEqual([]);
  expect(await states(notify, messageId)).toEqual({ "a@example.com": "failed" });
});

test("a retry that a person asked for sends what failed and what is unknown, and nothing twice", async () => {
  const { notify, provider } = ledger;
  provider.answer((recipient) => {
    if (recipient.startsWith("lost")) return { kind: "unknown", reason: "No answer." };
    return recipient.startsWith("bad") ? { kind: "recipient-fault", reason: "Full." } : { kind: "accepted" };
  });
  await ledger.start();
  const message = mail({ to: ["ok@x.cn", "bad@x.cn", "lost@x.cn"] });
  const { messageId } = await notify.accept(message, { idempotencyKey: "redrive", executionId: 1 });
  await ledger.settled();
  provider.answer(() => ({ kind: "accepted" }));
  const again = await notify.accept(message, { idempotencyKey: "redrive", executionId: 1, redrive: 1 });
  expect(again).toMatchObject({ messageId, status: "waiting" });
  await ledger.settled();
  expect(provider.sends.map(({ recipients }) => recipients)).toEqual([
    ["ok@x.cn", "bad@x.cn", "lost@x.cn"],
    ["bad@x.cn", "lost@x.cn"],
  ]);
  const settled = await notify.accept(message, { idempotencyKey: "redrive", executionId: 1, redrive: 1 });
  expect(settled.status).toBe("settled");
  expect(ledger.woken).toEqual([1, 1]);
});

test("a node that is not registered any more takes nothing", async () => {
  const { notify, provider, db } = ledger;
  const node = await registerNode(db.store);
  await notify.start({ node });
  await db.store.query({ name: "test-forget-node", text: `delete from belfry.nodes where id = $1`, values: [node] });
  await notify.accept(mail(), { idempotencyKey: "forgotten" });
  await until(async () => (await notify.listMessages()).length === 1);
  await notify.stop();
  expect(provider.sends).toEqual([]);
});

test("stopping waits for what is being sent, and twice is as good as once", async () => {
  const { notify, provider } = ledger;
  await notify.accept(mail(), { idempotencyKey: "stop" });
  await ledger.start();
  await until(() => provider.sends.length === 1);
  await Promise.all([notify.stop(), notify.stop()]);
  await notify.stop();
  expect((await notify.listMessages())[0]!.states).toEqual({ accepted: 1 });
});

test("a process that stops lets others send what it has claimed and not begun", async () => {
  const { notify } = ledger;
  const answer = Promise.withResolvers<void>();
  let asked = 0;
  const slow = {
    ...countedChannel,
    async send(...args: Parameters<typeof countedChannel.send>) {
      asked += 1;
      await answer.promise;
      return countedChannel.send(...args);
    },
  };
  const leaving = ledger.another({ channels: [slow], concurrency: 1, ahead: 4 });
  for (const n of [1, 2, 3]) await notify.accept(mail({ to: [`${n}@x.cn`] }), { idempotencyKey: `leaving-${n}` });
  await ledger.start(leaving);
  await until(async () => asked === 1 && (await notify.listMessages()).every(({ states: of }) => of.sending === 1));
  const stopped = leaving.stop();
  answer.resolve();
  await stopped;
  expect(asked).toBe(1);
  const fates = (await notify.listMessages()).map(({ states: of }) => of);
  expect(fates).toEqual([{ queued: 1 }, { queued: 1 }, { accepted: 1 }]);
  await ledger.start();
  await ledger.settled();
  for (const { states: of } of await notify.listMessages()) expect(of).toEqual({ accepted: 1 });
  expect(ledger.provider.sends).toHaveLength(3);
});

test.each([
  ["stopping aborts a send that does not end", { stopGraceMs: 0 }],
  ["a send that takes too long is aborted", { sendTimeoutMs: 5, stopGraceMs: 60_000 }],
])("%s, and what became of it is unknown", async (_what, options) => {
  const begun = Promise.withResolvers<void>();
  const endless: typeof countedChannel.send = (ctx) => {
    begun.resolve();
    return new Promise((resolve) => {
      ctx.signal.addEventListener("abort", () => resolve([{ kind: "unknown", reason: "Aborted." }]));
    });
  };
  const notify = ledger.another({ ...options, channels: [{ ...countedChannel, send: endless }] });
  await ledger.start(notify);
  const { messageId } = await notify.accept(mail(), { idempotencyKey: "endless" });
  await begun.promise;
  await notify.stop();
  const [delivery] = (await notify.getMessage(messageId)).deliveries;
  expect(delivery).toMatchObject({ state: "unknown", reason: "Aborted." });
});

test("the due source names the next delivery, by the database's clock", async () => {
  const { notify, provider, db } = ledger;
  const nextDue = async () => {
    const text = `select ${notify.dueSource.nextDueSql} as due`;
    return (await db.store.query<{ due: Date | null }>({ name: "test-next-due", text })).rows[0]!.due;
  };
  expect(await nextDue()).toBeNull();
  provider.answer(() => ({ kind: "try-later", reason: "Busy." }));
  await ledger.start();
  await notify.accept(mail(), { idempotencyKey: "due" });
  await ledger.settled();
  expect(await nextDue()).toEqual(new Date("2026-03-01T00:01:00Z"));
});

test("messages are listed newest first, page by page", async () => {
  const { notify } = ledger;
  for (const n of [1, 2, 3])
    await notify.accept(mail({ subject: `s${n}` }), { idempotencyKey: `list-${n}`, executionId: n });
  const page = await notify.listMessages({ limit: 2 });
  expect(page.map(({ subject }) => subject)).toEqual(["s3", "s2"]);
  const rest = await notify.listMessages({ before: page[1]!.id });
  expect(rest).toMatchObject([{ subject: "s1", states: { queued: 1 }, executionId: 1 }]);
  expect(await notify.listMessages({ executionId: 2 })).toHaveLength(1);
  await expect(notify.getMessage(999_999)).rejects.toMatchObject({ code: "MESSAGE_NOT_FOUND" });
});
