import { defineChannel } from "@belfry/plugin-kit";
import { tester } from "@belfry/testkit";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { readBounce } from "../src/bounces/read-bounce.ts";
import type { ReadMailbox } from "../src/index.ts";
import { countedChannel } from "./counting-provider.ts";
import { gb18030 } from "./gb18030.ts";
import { mail, startLedger, states, type Ledger } from "./ledger-fixture.ts";

const KEY = "0123456789ab-42";
const lines = (...all: string[]) => all.join("\r\n");
const original = (key: string) =>
  lines(
    "From: =?UTF-8?B?5a2m5bel5aSE?= <sender@belfry.cn>",
    "To: a@x.cn",
    `Message-ID: <${key}@belfry.invalid>`,
    `X-Belfry-Message: ${key}`,
    "Subject: late",
    "",
    "text",
  );

/** A report of the standard: for each recipient its fields. */
const report = (blocks: readonly string[], { key = KEY, original: behind = original(key) } = {}) =>
  Buffer.from(
    lines(
      "From: MAILER-DAEMON@mx.x.cn (Mail Delivery System)",
      "To: sender@belfry.cn",
      "Subject: Undelivered Mail Returned to Sender",
      "Date: Sun, 01 Mar 2026 14:00:05 +0800",
      "Auto-Submitted: auto-replied",
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      "MIME-Version: 1.0",
      "",
      "--b",
      "Content-Type: text/plain; charset=us-ascii",
      "",
      "I'm sorry to have to inform you that your message could not be delivered to other@y.cn.",
      "--b",
      "Content-Type: message/delivery-status",
      "",
      "Reporting-MTA: dns; mx.x.cn",
      "",
      blocks.join("\r\n\r\n"),
      "--b",
      "Content-Type: message/rfc822",
      "",
      behind,
      "--b--",
      "",
    ),
  );
const block = (address: string, action: string, status: string, said = "") =>
  lines(
    `Final-Recipient: rfc822; ${address}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${said}`,
  );

/** A letter in Chinese as QQ and NetEase send it; `charset` is what it says of itself. */
const letter = (
  body: string,
  { from = "PostMaster <postmaster@qq.com>", charset = "gb18030", subject = "xx.com的退信" } = {},
) =>
  Buffer.concat([
    Buffer.from(
      lines(
        `From: ${from}`,
        "To: sender@belfry.cn",
        `Subject: =?gb18030?B?${gb18030(subject).toString("base64")}?=`,
        "",
      ),
    ),
    Buffer.from(
      lines(
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="b"',
        "",
        "--b",
        `Content-Type: text/html${charset === "" ? "" : `; charset="${charset}"`}`,
        "Content-Transfer-Encoding: 8bit",
        "",
        "",
      ),
    ),
    gb18030(body),
    Buffer.from(lines("", "--b", "Content-Type: message/rfc822", "", original(KEY), "--b--", "")),
  ]);

describe("a mail that came back", () => {
  test("says of each recipient what the report says, and of nobody else", async () => {
    const raw = report([
      block("gone@x.cn", "failed", "5.1.1", "550 5.1.1 <gone@x.cn>: user unknown"),
      block("full@x.cn", "failed", "5.2.2", "552 mailbox full"),
      block("slow@x.cn", "delayed", "4.4.1", "timed out"),
      block("read@x.cn", "delivered", "2.0.0"),
      block("far@x.cn", "relayed", "2.0.0"),
    ]);
    expect(await readBounce(raw)).toMatchObject([
      {
        recipient: "gone@x.cn",
        state: "bounced",
        bounce: "hard",
        code: "5.1.1",
        messageKey: KEY,
        at: new Date("2026-03-01T06:00:05Z"),
      },
      { recipient: "full@x.cn", state: "bounced", bounce: "soft" },
      { recipient: "read@x.cn", state: "delivered" },
    ]);
  });

  test.each([
    ["5.0.0", "550 Mailbox not found", "bounced", "hard"],
    ["5.0.0", "550 Mailbox unavailable or access denied", "bounced", "soft"],
    ["5.7.1", "550 Domain frequency limited", "bounced", "soft"],
    ["5.7.1", "550 Mail content denied", "failed", undefined],
    ["5.3.4", "552 Message too large", "failed", undefined],
    ["4.4.7", "delivery time expired", "bounced", "hard"],
    ["5.0.0", "550 User not found: gone@163.com", "bounced", "hard"],
    ["5.0.0", "whatever", "bounced", "soft"],
  ])("%s %s is %s %s", async (status, said, state, bounce) => {
    const [receipt] = await readBounce(report([block("a@x.cn", "failed", status, said)]));
    expect([receipt?.state, receipt?.bounce]).toEqual([state, bounce]);
  });

  test("is found by the headers alone, where the server sends no more of the mail", async () => {
    const raw = report([block("a@x.cn", "failed", "5.1.1")]).toString();
    const headers = raw.replace("message/rfc822", "text/rfc822-headers").replace("X-Belfry-Message: ", "X-Other: ");
    expect(await readBounce(Buffer.from(headers))).toMatchObject([{ messageKey: KEY, recipient: "a@x.cn" }]);
  });

  test.each([
    [
      "QQ",
      "抱歉，您的邮件被退回来了……<br>收件人：gone@qq.com<br>退信原因：<br>收件人邮件地址（gone@qq.com）不存在，邮件无法送达。",
      {},
    ],
    [
      "NetEase",
      "系统退信<br>收件人 gone@163.com<br>退信原因：<b>550 User not found: gone@163.com</b>",
      { from: "Postmaster@163.com" },
    ],
    [
      "Coremail",
      "您的邮件无法投递到 gone@edu.cn<br>错误原因：邮箱地址不存在",
      { from: "MAILER-DAEMON@edu.cn", subject: "系统退信" },
    ],
  ])("from %s in GB18030 tells who does not exist, with its charset and without", async (_, body, over) => {
    for (const charset of ["gb18030", "gb2312", ""]) {
      const [receipt, ...others] = await readBounce(letter(body, { ...over, charset }));
      expect(receipt).toMatchObject({ messageKey: KEY, state: "bounced", bounce: "hard" });
      expect(receipt!.recipient).toMatch(/^gone@/);
      expect(others).toEqual([]);
    }
  });

  test("in Chinese for a mailbox that is full is one that may work again", async () => {
    const raw = letter("退信原因：收件人 full@qq.com 的邮箱空间已满");
    expect(await readBounce(raw)).toMatchObject([{ recipient: "full@qq.com", bounce: "soft" }]);
  });

  test("that the recipient called spam is a complaint", async () => {
    const raw = report([""])
      .toString()
      .replace("delivery-status; b", "feedback-report; b")
      .replace("message/delivery-status", "message/feedback-report")
      .replace("Reporting-MTA: dns; mx.x.cn", lines("Feedback-Type: abuse", "Original-Rcpt-To: <angry@x.cn>"));
    expect(await readBounce(Buffer.from(raw))).toMatchObject([
      { recipient: "angry@x.cn", complaint: true, messageKey: KEY },
    ]);
  });

  test("from somebody else, or about a mail of somebody else, is nobody's business", async () => {
    const foreign = original(KEY).replaceAll(/X-Belfry-Message:.*\r\n|Message-ID:.*\r\n/g, "");
    expect(await readBounce(report([block("a@x.cn", "failed", "5.1.1")], { original: foreign }))).toEqual([]);
    const answer = lines(
      "From: li@x.cn",
      "To: sender@belfry.cn",
      "Subject: Re: late",
      `In-Reply-To: <${KEY}@belfry.invalid>`,
      "",
      "谢谢 a@x.cn",
    );
    expect(await readBounce(Buffer.from(answer))).toEqual([]);
    expect(await readBounce(Buffer.from("no mail at all"))).toEqual([]);
  });
});

const withMailbox = defineChannel({
  ...countedChannel,
  account: z.strictObject({ url: z.string(), maxBytes: z.number().default(1_000), bounces: z.string().optional() }),
  bounceMailbox: (config) => {
    const { bounces } = config as { bounces?: string };
    return bounces === undefined ? undefined : { connection: bounces, folder: "INBOX" };
  },
});

let ledger: Ledger;
beforeAll(async () => {
  ledger = await startLedger();
});
afterEach(() => ledger.reset());
afterAll(() => ledger[Symbol.asyncDispose]());

test("the mailbox of an account is read every two minutes, from where it was read, and moves what came back", async () => {
  const box: Buffer[] = [];
  const asked: unknown[] = [];
  let breaks = false;
  const readMailbox: ReadMailbox = async ({ connection, folder, after }) => {
    asked.push({ connection, folder, after: after?.uid });
    if (breaks) throw new Error("The mail server refuses user and password.");
    const from = after?.uid ?? 0;
    const mails = box.slice(from, from + 2);
    return { mails, place: { validity: "7", uid: from + mails.length }, hasMore: from + mails.length < box.length };
  };
  const notify = ledger.another({ channels: [withMailbox], readMailbox });
  const config = { url: ledger.provider.url, bounces: "imaps://u:p@mx" };
  await notify.saveAccount({ channel: "counted", name: "main", config }, { by: tester });
  const { messageId } = await notify.accept(mail({ to: ["gone@b.cn", "fine@b.cn"] }), { idempotencyKey: "bounce" });
  await ledger.start(notify);
  await ledger.settled();
  const key = ledger.provider.sends[0]!.key;
  box.push(Buffer.from("Subject: hello\r\n\r\nhello"));
  box.push(
    report([block("Gone@b.cn", "failed", "5.1.1", "user unknown"), block("stranger@b.cn", "failed", "5.1.1")], { key }),
  );
  box.push(Buffer.from("Subject: more\r\n\r\nmore"));
  const look = async () => {
    const { rows } = await ledger.db.store.query<{ due: Date }>({
      name: "test-next-look",
      text: `select ${notify.bounceSource.nextDueSql} as due`,
    });
    // The database counts microseconds, a Date does not: at its very millisecond it may not be due yet.
    await ledger.db.clock.set(new Date(rows[0]!.due.getTime() + 1));
    await notify.readBounces();
  };
  await look();
  expect(await states(notify, messageId)).toEqual({ "gone@b.cn": "bounced", "fine@b.cn": "accepted" });
  expect((await notify.listSuppressions({})).map(({ address }) => address)).toEqual(["gone@b.cn"]);
  await look();
  expect(asked).toMatchObject([{ after: undefined }, { after: 2 }, { after: 3 }]);
  breaks = true;
  await look();
  const { rows: boxes } = await ledger.db.store.query({
    name: "test-boxes",
    text: `select channel, account, (place ->> 'uid')::int as uid, problem from belfry.bounce_mailboxes`,
  });
  expect(boxes).toEqual([{ channel: "counted", account: "main", uid: 3, problem: expect.stringContaining("refuses") }]);
  await notify.removeAccount({ channel: "counted", name: "main" }, { by: tester });
});
