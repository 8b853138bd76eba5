/** The mail sandbox with the manners of the demo, over real SMTP: what a sender is told, what is kept, what comes back. */
import { emailChannel } from "@belfry/channels";
import { createSmtpPlay, createTestDatabase, type TestDatabase } from "@belfry/testkit";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readBounce } from "../src/bounces/read-bounce.ts";
import { clearSandbox, getSandboxSource, listSandboxMails, startMailSandbox, type MailSandbox } from "../src/index.ts";
import { sendingContext } from "./sending-context.ts";

const play = createSmtpPlay();
let db: TestDatabase;
let sandbox: MailSandbox;

beforeAll(async () => {
  db = await createTestDatabase();
  sandbox = await startMailSandbox({
    store: db.store,
    manners: play,
    onError: (error) => {
      throw error;
    },
  });
});
afterAll(async () => {
  play.setFaults([]);
  await sandbox?.close();
  await db?.[Symbol.asyncDispose]();
});
beforeEach(async () => {
  play.setFaults([]);
  await clearSandbox(db.store);
});

function send(to: readonly string[], sender = "sender@belfry.cn") {
  const config = emailChannel.account.parse({
    host: sandbox.host,
    port: sandbox.port,
    mode: "plain",
    from: { name: "学工处", address: sender },
  });
  const ctx = sendingContext();
  const message = {
    messageKey: "0123456789ab-42",
    createdAt: new Date("2026-03-01T00:00:00Z"),
    to: [...to],
    cc: [],
    subject: "晚归名单",
    text: "您好",
    attachments: [],
  };
  return emailChannel.send(ctx, message, [...to], config);
}
const kept = async () => (await listSandboxMails(db.store)).map(({ envelope, subject }) => ({ ...envelope, subject }));

test("permfail@ is gone for good, tempfail@ for now, and the mail goes to whoever is left", async () => {
  expect(await send(["permfail@b.cn", "tempfail@b.cn", "dean@b.cn"])).toMatchObject([
    { kind: "recipient-fault", code: "550", addressGone: true },
    { kind: "try-later", code: "450" },
    { kind: "accepted" },
  ]);
  expect(await kept()).toEqual([{ from: "sender@belfry.cn", to: ["dean@b.cn"], subject: "晚归名单" }]);
});

test("a bounce is taken, and its report stands in the sandbox for the sender as Belfry reads it from a mailbox", async () => {
  play.setFaults([{ kind: "bounce", times: 1 }]);
  expect(await send(["gone@b.cn", "left@b.cn"])).toMatchObject([{ kind: "accepted" }, { kind: "accepted" }]);
  const [report] = await listSandboxMails(db.store);
  expect(report).toMatchObject({
    envelope: { from: "", to: ["sender@belfry.cn"] },
    subject: "Undelivered Mail Returned to Sender",
  });
  const receipts = await readBounce(await getSandboxSource(db.store, report?.id ?? 0));
  expect(receipts).toMatchObject(
    ["gone@b.cn", "left@b.cn"].map((recipient) => ({
      messageKey: "0123456789ab-42",
      recipient,
      state: "bounced",
      code: "5.1.1",
    })),
  );
});

test.each([
  // Refused before the mail was taken: another account may send it, and this one rests.
  ["throttle", { kind: "account-fault", code: "550" }, 0],
  ["accept-then-drop", { kind: "unknown" }, 1],
] as const)("%s", async (kind, outcome, caught) => {
  play.setFaults([{ kind, times: 1 }]);
  expect(await send(["dean@b.cn"], `${kind}@belfry.cn`)).toMatchObject([outcome]);
  expect(await kept()).toHaveLength(caught);
});

// The server took the mail and said so in words that are no answer: sent again, it would arrive twice.
test("malformed is unknown", async () => {
  play.setFaults([{ kind: "malformed", times: 1 }]);
  const outcomes = await send(["dean@b.cn"], "malformed@belfry.cn");
  expect(await kept()).toHaveLength(1);
  expect(outcomes).toMatchObject([{ kind: "unknown" }]);
});

test("a slow answer is waited for, and the mail is there before it", async () => {
  play.setFaults([{ kind: "slow", times: 1 }]);
  const sent = send(["dean@b.cn"]);
  while ((await kept()).length === 0) await new Promise(setImmediate);
  expect(play.messages({ limit: 1 })).toMatchObject([{ fault: "slow", answer: null }]);
  play.setFaults([]);
  expect(await sent).toMatchObject([{ kind: "accepted" }]);
});
