import { expect, test } from "vitest";
import { startSmtpSink } from "../../src/smtp-sink/start-smtp-sink.ts";
import { sendMail } from "./send-mail.ts";

test("a mail arrives with envelope, raw bytes and parsed content, and before the sender has its answer", async () => {
  await using sink = await startSmtpSink();
  await sendMail(sink, {
    cc: "second@belfry.example",
    bcc: "hidden@belfry.example",
    subject: "【公寓晚归】admin - 2026-02-16",
    text: "附件是公寓学生晚归名单。",
    attachments: [{ filename: "滨海校区晚归名单2026.2.15.xlsx", content: Buffer.from([0x50, 0x4b, 0, 0xff]) }],
  });
  const [mail] = sink.mails;
  expect(mail?.envelope).toEqual({
    from: "sender@belfry.example",
    to: ["reader@belfry.example", "second@belfry.example", "hidden@belfry.example"],
  });
  expect(mail?.raw.toString("latin1")).not.toContain("hidden@");
  expect(mail?.parsed.subject).toBe("【公寓晚归】admin - 2026-02-16");
  expect(mail?.parsed.text).toContain("附件是公寓学生晚归名单。");
  const attachment = mail?.parsed.attachments[0];
  expect(attachment?.filename).toBe("滨海校区晚归名单2026.2.15.xlsx");
  expect(new Uint8Array(attachment?.content as ArrayBuffer)).toEqual(new Uint8Array([0x50, 0x4b, 0, 0xff]));
  expect(mail).toMatchObject({ secure: false, user: undefined, answered: true });
});

test("whoever waits for mails gets them as soon as enough have come", async () => {
  await using sink = await startSmtpSink();
  const two = sink.waitForMails(2);
  await sendMail(sink, { subject: "first" });
  await sendMail(sink, { subject: "second" });
  expect((await two).map(({ parsed }) => parsed.subject)).toEqual(["first", "second"]);
  expect(await sink.waitForMails(1)).toHaveLength(2);
});

test("whoever waits too long learns how many came", async () => {
  await using sink = await startSmtpSink();
  await sendMail(sink);
  await expect(sink.waitForMails(3, 20)).rejects.toThrow("Waited 20 ms for 3 mails; 1 came.");
});

test("the steps show every try, also those that failed", async () => {
  await using sink = await startSmtpSink();
  await expect(sendMail(sink, { to: "permfail@belfry.example" })).rejects.toThrow();
  await sendMail(sink);
  expect(sink.steps.map(({ stage, address }) => [stage, address])).toEqual([
    ["connect", undefined],
    ["mail-from", "sender@belfry.example"],
    ["rcpt-to", "permfail@belfry.example"],
    ["connect", undefined],
    ["mail-from", "sender@belfry.example"],
    ["rcpt-to", "reader@belfry.example"],
    ["data", undefined],
  ]);
});

test("closing cuts a conversation that hangs, and can be done twice", async () => {
  const sink = await startSmtpSink();
  sink.setBehaviour({ at: "data", delayMs: 600_000 });
  const outcome = sendMail(sink).catch((error: unknown) => error);
  await expect.poll(() => sink.steps.at(-1)?.stage).toBe("data");
  await sink.close();
  expect(await outcome).toBeInstanceOf(Error);
  expect(sink.mails).toEqual([]);
  await sink.close();
});
