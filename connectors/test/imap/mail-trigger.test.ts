import { createTestActionContext, startDovecot, testUser, type TestMailbox } from "@belfry/testkit";
import { triggerContract } from "@belfry/plugin-kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mailTrigger } from "../../src/imap/mail-trigger.ts";
import { listen } from "../support/listen.ts";
import { triggerContext } from "../support/trigger-context.ts";

const lines = (...all: string[]) => all.join("\r\n");
const mail = (subject: string, body = "您好", from = "order@shop.example") =>
  lines(
    `From: Shop <${from}>`,
    "To: belfry@school.example",
    `Subject: ${subject}`,
    `Message-ID: <${subject.replaceAll(" ", "-")}@shop.example>`,
    "Date: Mon, 16 Feb 2026 06:00:00 +0800",
    'Content-Type: text/plain; charset="utf-8"',
    "",
    body,
  );

let box: TestMailbox;
const entry = (more: Record<string, unknown> = {}) => ({
  mail: "INBOX",
  connection: "${{ secrets.MAILBOX }}",
  ...more,
});
const listenAt = (url: string, more: Record<string, unknown> = {}, options: Parameters<typeof listen>[2] = {}) =>
  listen(mailTrigger, entry({ ...more, connection: { $secret: "MAILBOX" } }), {
    ...options,
    secrets: { MAILBOX: url },
  });
const open = (more: Record<string, unknown> = {}, options: Parameters<typeof listen>[2] = {}) =>
  listenAt(box.url, more, options);
const gbk = (base64: string) => Buffer.from(base64, "base64");
const refused = async (connection: string, folder = "INBOX") =>
  listenAt(connection, { mail: folder }).then(
    () => undefined,
    (error: unknown) => error as Error & { code: string },
  );
const subjects = (events: readonly { data: unknown }[]) =>
  events.map(({ data }) => (data as { subject: string }).subject);

const actions = await createTestActionContext();
beforeAll(async () => {
  box = await startDovecot();
});
afterAll(async () => {
  await box[Symbol.asyncDispose]();
  await actions[Symbol.asyncDispose]();
});

test("a mail that comes in fires at once, and what was there before does not", async () => {
  await box.deliver(mail("old"));
  await using l = await open();
  await box.deliver(mail("new"));
  await l.until(({ accepted }) => accepted.length === 1);
  expect(l.accepted[0]).toMatchObject({
    source: "imap:/INBOX",
    type: "mail",
    subject: "<new@shop.example>",
    occurredAt: new Date("2026-02-15T22:00:00Z"),
    data: {
      from: { name: "Shop", address: "order@shop.example" },
      to: [{ name: "", address: "belfry@school.example" }],
      subject: "new",
      text: "您好\n",
      attachments: [],
      isCut: false,
    },
  });
});

test("what comes while nobody listens is read afterwards, and nothing of it twice", async () => {
  const memory = { known: new Set<string>(), reached: { cursor: undefined } };
  {
    await using first = await open({}, memory);
    await box.deliver(mail("seen by the first"));
    await first.until(({ accepted }) => accepted.length === 1);
  }
  for (let n = 0; n < 30; n += 1) await box.deliver(mail(`meanwhile ${n}`));
  await using second = await open({}, memory);
  await second.until(({ accepted }) => accepted.length === 30);
  expect(second.handedOver).toHaveLength(30);
});

test("a node that ends after the commit leaves nothing undone: mails are marked and moved by the next", async () => {
  const memory = { known: new Set<string>(), reached: { cursor: undefined } };
  await using l = await open({ markSeen: true, moveTo: "Done" }, memory);
  await l.until(() => memory.reached.cursor !== undefined);
  l.dieAfterCommit(1);
  await box.deliver(mail("to be moved"));
  await l.until(({ accepted }) => accepted.length === 1);
  await l.until(({ losses }) => losses.length === 1);
  await using done = await open({ mail: "Done", existing: true });
  await done.until(({ accepted }) => subjects(accepted).includes("to be moved"));
  await using unseen = await open({ mail: "Done", existing: true, unseen: true });
  await done.until(() => true);
  expect(subjects(unseen.accepted)).toEqual([]);
});

test("only mails from whom and about what is asked for", async () => {
  await using l = await open({ from: "FINANCE", subject: "发票" });
  await box.deliver(mail("=?utf-8?B?5Y+R56Wo?= 1", "x", "finance@bank.example"));
  await box.deliver(mail("=?utf-8?B?5Y+R56Wo?= 2", "x", "other@bank.example"));
  await box.deliver(mail("another", "x", "finance@bank.example"));
  await box.deliver(mail("=?utf-8?B?5Y+R56Wo?= 3", "x", "finance@bank.example"));
  await l.until(({ accepted }) => accepted.length === 2);
  expect(subjects(l.accepted)).toEqual(["发票 1", "发票 3"]);
});

test("mails in GB18030 are read right, also when their header says nothing of it", async () => {
  await using l = await open();
  // 投诉 and 食堂的饭菜太咸 in GBK, which GB18030 contains; 𠮷 takes four bytes in GB18030 and is not in GBK.
  await box.deliver(
    Buffer.concat([
      Buffer.from("From: =?gb18030?B?1cXI/Q==?= <zhang@school.example>\r\nSubject: "),
      gbk("zbbL3w=="),
      Buffer.from('\r\nContent-Type: text/plain; charset="gb18030"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'),
      gbk("yrPMw7XEt7myy8yrz8w="),
      Buffer.from([0x95, 0x34, 0xb2, 0x35]),
    ]),
  );
  await l.until(({ accepted }) => accepted.length === 1);
  expect(l.accepted[0]?.data).toMatchObject({
    from: { name: "张三", address: "zhang@school.example" },
    subject: "投诉",
    text: expect.stringMatching(/^食堂的饭菜太咸𠮷\s*$/u),
  });
});

test("attachments come with what they are called, and with their contents when they are asked for", async () => {
  const parts = lines(
    "From: a@b.example",
    "Subject: report",
    'Content-Type: multipart/mixed; boundary="x"',
    "",
    "--x",
    "Content-Type: text/plain",
    "",
    "see below",
    "--x",
    'Content-Type: text/csv; name="=?utf-8?B?5oql6KGo?=.csv"',
    "Content-Transfer-Encoding: base64",
    "Content-Disposition: attachment",
    "",
    Buffer.from("a,b\n1,2\n").toString("base64"),
    "--x--",
    "",
  );
  await using names = await open();
  await using contents = await open({ attachments: "contents" });
  await box.deliver(parts);
  const attachmentOf = async (l: typeof names) => {
    await l.until(({ accepted }) => accepted.length === 1);
    const [first] = l.accepted.map(({ data }) => data as { attachments: Record<string, unknown>[] });
    return first?.attachments[0];
  };
  expect(await attachmentOf(names)).toEqual({ name: "报表.csv", mediaType: "text/csv", bytes: 8, contentId: null });
  expect(Buffer.from(String((await attachmentOf(contents))?.["content"]), "base64").toString()).toBe("a,b\n1,2\n");
});

test("what is no mail becomes a dead letter that can be replayed, and the others come all the same", async () => {
  await using l = await open();
  await box.deliver(Buffer.from([0x80, 0x81, 0x0d, 0x0a, 0x0d, 0x0a, 0xff]));
  await box.deliver(mail("after the broken one"));
  await l.until(({ accepted, letters }) => accepted.length === 1 && letters.length === 1);
  if (mailTrigger.kind !== "subscribe" || mailTrigger.read === undefined) throw new Error("Mails can be read again.");
  const config: unknown = mailTrigger.config.parse(entry());
  expect(await mailTrigger.read(config, l.letters[0]?.raw ?? "")).toMatchObject({ ok: false });
  expect(await mailTrigger.read(config, mail("corrected"))).toMatchObject({
    ok: true,
    events: [{ data: { subject: "corrected" } }],
  });
});

test("a mailbox that is numbered anew brings nothing of the old mails again, and everything of the new ones", async () => {
  await using other = await startDovecot();
  const memory = { known: new Set<string>(), reached: { cursor: undefined } };
  await other.deliver(mail("before the trigger"), new Date(Date.now() - 60_000));
  {
    await using l = await listenAt(other.url, {}, memory);
    await other.deliver(mail("before the numbers"));
    await l.until(({ accepted }) => accepted.length === 1);
  }
  await other.renumber();
  await other.deliver(mail("after the numbers"));
  await using l = await listenAt(other.url, {}, memory);
  await l.until(({ accepted }) => accepted.length > 0);
  expect(subjects(l.accepted)).toEqual(["after the numbers"]);
  // The one that was accepted under its old number is known by its content.
  expect(subjects(l.handedOver)).toEqual(["before the numbers", "after the numbers"]);
});

test("a server that goes away is noticed, and what came meanwhile is read when it is back", async () => {
  await using l = await open();
  await box.kill();
  await l.until(({ losses }) => losses.length > 0);
  expect(l.losses[0]).toMatchObject({ code: "MAIL_UNREACHABLE" });
  await box.deliver(mail("while it was away"));
  await box.start();
  await l.until(({ accepted }) => accepted.length === 1);
});

test("a wrong password, a missing folder and a wrong URL are said so, without the password", async () => {
  const wrong = await refused(box.url.replace(testUser.password, "falsch"));
  expect(wrong).toMatchObject({ code: "MAIL_LOGIN_REFUSED", message: expect.not.stringContaining("falsch") });
  expect(await refused(box.url, "Nirgendwo")).toMatchObject({ code: "MAIL_FOLDER_MISSING" });
  expect(await refused("imaps://somewhere")).toMatchObject({ code: "MAIL_CONNECTION_INVALID" });
  expect(await refused("imap://u:p@127.0.0.1:1")).toMatchObject({ code: "MAIL_UNREACHABLE" });
});

const checks = triggerContract(mailTrigger, {
  validConfigs: [
    entry(),
    entry({
      from: "@shop.example",
      subject: "订单",
      unseen: true,
      markSeen: true,
      moveTo: "Done",
      attachments: "contents",
    }),
  ],
  badConfigs: [
    { mail: "INBOX" },
    entry({ connection: "imaps://user:password@host" }),
    entry({ mail: "" }),
    entry({ moveTo: "" }),
  ],
  createContext: (signal) => triggerContext(actions, { signal, feedId: "test" }, { secret: async () => box.url }),
});
for (const { name, run } of checks) test(name, run);
