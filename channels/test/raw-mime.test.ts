import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSmtpSink, type SmtpSink } from "@belfry/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accountAt, send } from "./channel-context.ts";

let sink: SmtpSink;
let folder: string;
beforeAll(async () => {
  sink = await startSmtpSink();
  folder = await mkdtemp(join(tmpdir(), "belfry-mime-"));
});
afterAll(async () => {
  await sink.close();
  await rm(folder, { recursive: true });
});

/** Sends one mail and returns it as the server got it, with its headers as raw text. */
async function sent(...args: Parameters<typeof send> extends [unknown, ...infer Rest] ? Rest : never) {
  const before = sink.mails.length;
  const outcomes = await send(accountAt(sink), ...args);
  expect(outcomes.every(({ kind }) => kind === "accepted")).toBe(true);
  const mail = sink.mails[before]!;
  const raw = mail.raw.toString("latin1");
  return { ...mail, raw, headers: raw.slice(0, raw.indexOf("\r\n\r\n")).replace(/\r\n[ \t]/g, " ") };
}

test("of the sender only the name is encoded, never the address", async () => {
  const { headers, parsed, envelope } = await sent();
  expect(headers).toMatch(/^From: =\?UTF-8\?[BQ]\?[^?]+\?= <sender@belfry\.cn>$/m);
  expect(parsed.from).toEqual({ name: "学工处", address: "sender@belfry.cn" });
  expect(envelope.from).toBe("sender@belfry.cn");
});

test("a long Chinese subject survives the splitting into encoded words", async () => {
  const subject = `${"滨海校区公寓学生晚归名单".repeat(8)}😀 2026-03-01`;
  const { headers, parsed } = await sent(["a@x.cn"], { subject });
  expect(parsed.subject).toBe(subject);
  expect(headers).toMatch(/^[\x20-\x7e\r\n]*$/);
});

test("a subject with a line break makes no header of its own", async () => {
  const { parsed } = await sent(["a@x.cn"], { subject: "名单\r\nBcc: thief@x.cn" });
  expect(parsed.subject).toBe("名单 Bcc: thief@x.cn");
  expect(parsed.bcc).toBeUndefined();
});

test("Bcc recipients are in the envelope and nowhere in the mail", async () => {
  const { envelope, raw, parsed } = await sent(["to@x.cn", "cc@x.cn", "secret@x.cn"], {
    to: ["to@x.cn"],
    cc: ["cc@x.cn"],
  });
  expect(envelope.to).toEqual(["to@x.cn", "cc@x.cn", "secret@x.cn"]);
  expect(raw).not.toMatch(/secret|bcc/i);
  expect(parsed.to).toEqual([{ name: "", address: "to@x.cn" }]);
  expect(parsed.cc).toEqual([{ name: "", address: "cc@x.cn" }]);
});

test("Markdown alone is both views: what was written, and HTML that obeys nothing within it", async () => {
  const markdown =
    "## 晚归名单\n\n**3** 人，[查看](https://gate.cn/?a=1&b=2)，[点我](javascript:steal)\n\n<script>steal</script>";
  const { parsed, raw } = await sent(["a@x.cn"], { text: undefined, markdown });
  expect(raw).toContain("multipart/alternative");
  expect(parsed.text?.trim()).toBe(markdown);
  expect(parsed.html).toContain("<h2>晚归名单</h2>");
  expect(parsed.html).toContain("<strong>3</strong> 人");
  expect(parsed.html).toMatch(/<a href="https:\/\/gate\.cn\/\?a=1&(#38|amp);b=2">查看<\/a>/);
  expect(parsed.html).not.toMatch(/<script|javascript:/);
});

test("text and HTML are two views of one mail, in UTF-8 and base64", async () => {
  const { raw, parsed } = await sent(["a@x.cn"], { text: "您好", html: "<p>您好</p>" });
  expect(parsed.text?.trim()).toBe("您好");
  expect(parsed.html?.trim()).toBe("<p>您好</p>");
  expect(raw).toMatch(/Content-Type: multipart\/alternative/i);
  expect(raw.match(/Content-Transfer-Encoding: base64/gi)).toHaveLength(2);
  expect(raw.match(/charset=utf-8/gi)).toHaveLength(2);
  expect(raw).not.toMatch(/[\x80-\xff]/);
});

test("a Chinese file name is written in both forms, and the file arrives as it was", async () => {
  const path = join(folder, "workbook");
  const content = Buffer.from(Array.from({ length: 100_000 }, (_, n) => n % 251));
  await writeFile(path, content);
  const fileName = "滨海校区晚归名单2026.3.1.xlsx";
  const mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const { raw, parsed } = await sent(["a@x.cn"], {
    attachments: [{ fileName, mediaType, bytes: content.length, path }],
  });
  const [attachment] = parsed.attachments;
  expect(attachment).toMatchObject({ filename: fileName, mimeType: mediaType, disposition: "attachment" });
  expect(Buffer.from(attachment!.content as ArrayBuffer).equals(content)).toBe(true);
  const part = raw.split("\r\n\r\n").find((text) => text.includes("application/vnd"));
  expect(part).toMatch(/^Content-Type:\s+application\/vnd[^;]+;\s+name="=\?UTF-8\?/im);
  expect(part).toMatch(/\bfilename\*0\*=utf-8''%E6%BB%A8/i);
});

test("an attachment of many mails is encoded once, and a file that was written anew is encoded anew", async () => {
  const path = join(folder, "shared");
  const contentOf = (mail: Awaited<ReturnType<typeof sent>>) =>
    Buffer.from(mail.parsed.attachments[0]!.content as ArrayBuffer).toString();
  const attachments = [{ fileName: "名单.csv", mediaType: "text/csv", bytes: 3, path }];
  await writeFile(path, "one");
  const [first, second] = [await sent(["a@x.cn"], { attachments }), await sent(["b@x.cn"], { attachments })];
  expect([contentOf(first), contentOf(second)]).toEqual(["one", "one"]);
  const partOf = ({ raw }: typeof first) => raw.slice(raw.indexOf("Content-Type: text/csv")).split("\r\n--")[0];
  expect(partOf(first)).toBe(partOf(second));
  await writeFile(path, "three");
  expect(contentOf(await sent(["a@x.cn"], { attachments }))).toBe("three");
});

test("a file that is too large to be kept in memory arrives as it was, in lines that every server takes", async () => {
  const path = join(folder, "large");
  const content = Buffer.from(Array.from({ length: 4_300_001 }, (_, n) => n % 251));
  await writeFile(path, content);
  const attachments = [{ fileName: "a.bin", mediaType: "application/octet-stream", bytes: content.length, path }];
  const { raw, parsed } = await sent(["a@x.cn"], { text: "见附件", html: "<p>见附件</p>", attachments });
  expect(Buffer.from(parsed.attachments[0]!.content as ArrayBuffer).equals(content)).toBe(true);
  expect(parsed.html?.trim()).toBe("<p>见附件</p>");
  expect(Math.max(...raw.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(76);
});

test("an inline image belongs to the HTML that shows it", async () => {
  const path = join(folder, "logo");
  await writeFile(path, Buffer.from("89504e470d0a1a0a", "hex"));
  const { raw, parsed } = await sent(["a@x.cn"], {
    html: '<img src="cid:logo">',
    attachments: [{ fileName: "logo.png", mediaType: "image/png", bytes: 8, path, contentId: "logo" }],
  });
  expect(raw).toMatch(/Content-Type: multipart\/related/i);
  expect(parsed.attachments).toMatchObject([{ contentId: "<logo>", mimeType: "image/png", related: true }]);
});

test("the Message-ID and the date are the message's own and the same on every attempt", async () => {
  const first = await sent();
  const second = await sent();
  expect(first.parsed.messageId).toBe("<0123456789ab-42@belfry.invalid>");
  expect(second.parsed.messageId).toBe(first.parsed.messageId);
  expect(first.headers).toMatch(/^Date: Sun, 01 Mar 2026 14:00:00 \+0800$/m);
  expect(first.headers).toMatch(/^X-Belfry-Message: 0123456789ab-42$/m);
});

test("an address below a Chinese domain is written in its ASCII form", async () => {
  const { headers } = await sent(["a@例子.中国"]);
  expect(headers).toMatch(/^To: a@xn--fsqu00a\.xn--fiqs8s$/m);
});
