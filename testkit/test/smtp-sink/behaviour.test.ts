import { expect, test } from "vitest";
import { smtpReplies } from "../../src/smtp-sink/smtp-behaviour.ts";
import { startSmtpSink } from "../../src/smtp-sink/start-smtp-sink.ts";
import { sendMail } from "./send-mail.ts";
import type { SmtpReply, SmtpStage } from "../../src/smtp-sink/smtp-behaviour.ts";

test("permfail@ is refused for good and tempfail@ for now, beside recipients who get their mail", async () => {
  await using sink = await startSmtpSink();
  const to = ["permfail@belfry.example", "reader@belfry.example", "tempfail+x@belfry.example"];
  const { accepted, rejected } = await sendMail(sink, { to });
  expect(accepted).toEqual(["reader@belfry.example"]);
  expect(rejected).toEqual(["permfail@belfry.example", "tempfail+x@belfry.example"]);
  expect(sink.mails[0]?.envelope.to).toEqual(["reader@belfry.example"]);
  await expect(sendMail(sink, { to: "permfail@belfry.example" })).rejects.toMatchObject({
    response: "550 5.1.1 user unknown",
  });
  await expect(sendMail(sink, { to: "tempfail@belfry.example" })).rejects.toMatchObject({ responseCode: 450 });
});

test.each<[SmtpStage, SmtpReply]>([
  ["connect", smtpReplies.serviceClosing],
  ["auth", smtpReplies.neteaseTooManyFailedLogins],
  ["mail-from", smtpReplies.senderRefused],
  ["rcpt-to", smtpReplies.qqMailboxUnavailable],
  ["data", smtpReplies.qqFrequencyLimited],
  ["data", smtpReplies.serviceClosing],
])("at %s the sink can answer %o, word by word, once", async (at, reply) => {
  await using sink = await startSmtpSink({ auth: { user: "u", pass: "p" } });
  sink.setBehaviour({ at, outcome: reply, times: 1 });
  await expect(sendMail(sink, {}, { user: "u", pass: "p" })).rejects.toMatchObject({
    responseCode: reply.code,
    response: `${reply.code} ${reply.text}`,
  });
  expect(sink.mails).toEqual([]);
  await sendMail(sink, {}, { user: "u", pass: "p" });
  expect(sink.mails).toHaveLength(1);
});

test("a behaviour can be for one address only", async () => {
  await using sink = await startSmtpSink();
  sink.setBehaviour({ at: "rcpt-to", address: /^flooded@/, outcome: smtpReplies.qqMailboxUnavailable });
  await sendMail(sink);
  await expect(sendMail(sink, { to: "flooded@belfry.example" })).rejects.toMatchObject({ responseCode: 550 });
  sink.clearBehaviours();
  await sendMail(sink, { to: "flooded@belfry.example" });
  expect(sink.mails).toHaveLength(2);
});

test.each(["plain", "starttls", "tls"] as const)(
  "an answer that is lost after the payload leaves the sender in doubt while the mail is there (%s)",
  async (mode) => {
    await using sink = await startSmtpSink({ mode });
    sink.setBehaviour({ at: "data", outcome: { kind: "disconnect" }, times: 1 });
    await expect(sendMail(sink, {}, { secure: mode === "tls" })).rejects.toThrow("Connection closed unexpectedly");
    expect(sink.mails).toEqual([expect.objectContaining({ answered: false })]);
  },
);

test("the same loss can also have lost the mail", async () => {
  await using sink = await startSmtpSink();
  sink.setBehaviour({ at: "data", outcome: { kind: "disconnect" }, keepsMail: false });
  await expect(sendMail(sink)).rejects.toThrow();
  expect(sink.mails).toEqual([]);
});

test.each(["connect", "mail-from", "rcpt-to"] as const)(
  "an answer that never comes keeps the sender waiting at %s",
  async (at) => {
    await using sink = await startSmtpSink();
    sink.setBehaviour({ at, outcome: { kind: "silence" } });
    const sending = sendMail(sink).catch(() => "cut by closing");
    await expect.poll(() => sink.steps.at(-1)?.stage).toBe(at);
    await sink.close();
    expect(await sending).toBe("cut by closing");
  },
);

test("an answer that never comes after the payload keeps the sender in doubt until it gives up", async () => {
  await using sink = await startSmtpSink();
  sink.setBehaviour({ at: "data", outcome: { kind: "silence" } });
  const sending = sendMail(sink, {}, { patienceMs: 500 }).catch((error: unknown) => error);
  expect(await sink.waitForMails(1)).toEqual([expect.objectContaining({ answered: false })]);
  expect(await sending).toMatchObject({ code: "ETIMEDOUT" });
});

test.each(["plain", "starttls", "tls"] as const)("a connection can be cut before the greeting (%s)", async (mode) => {
  await using sink = await startSmtpSink({ mode });
  sink.setBehaviour({ at: "connect", outcome: { kind: "disconnect" }, times: 1 });
  await expect(sendMail(sink, {}, { secure: mode === "tls" })).rejects.toThrow();
  await sendMail(sink, {}, { secure: mode === "tls" });
  expect(sink.mails).toHaveLength(1);
});

test("an answer can be late and right", async () => {
  await using sink = await startSmtpSink();
  sink.setBehaviour({ at: "data", delayMs: 40 });
  const began = performance.now();
  await sendMail(sink);
  expect(performance.now() - began).toBeGreaterThanOrEqual(39);
});

test("the size limit is announced, and a payload that ignores it is answered with 552", async () => {
  await using sink = await startSmtpSink({ maxSize: 2_000 });
  const text = "晚".repeat(2_000);
  const envelope = { from: "sender@belfry.example", to: "reader@belfry.example", size: 6_000 };
  await expect(sendMail(sink, { text, envelope })).rejects.toThrow("Message size larger than allowed 2000");
  expect(sink.steps.map(({ stage }) => stage)).not.toContain("data");
  await expect(sendMail(sink, { text })).rejects.toMatchObject({ responseCode: 552 });
  expect(sink.mails).toEqual([]);
  await sendMail(sink);
  expect(sink.mails).toHaveLength(1);
});
