import { describe, expect, test } from "vitest";
import { outcomeOfAnswer, outcomeOfFailure, stepOf } from "./classify-failure.ts";
import { emailChannel } from "./email-channel.ts";
import type { SmtpStep } from "./smtp-answers.ts";

const now = new Date("2026-03-01T06:00:00Z");
const failure = (over: object) => Object.assign(new Error("Connection closed unexpectedly"), over);

describe("an answer of a mail server", () => {
  // Step, answer as it was seen in the wild, what it means, and for how many minutes to leave it alone.
  test.each<[SmtpStep, string, string, number?]>([
    // QQ says 550 for everything: the text decides.
    ["data", "550 Sender frequency limited", "account-fault", 10],
    ["data", "550 Domain frequency limited. Please follow…", "account-fault", 10],
    ["connect", "550 Connection frequency limited", "account-fault", 10],
    ["connect", "550 Ip frequency limited", "account-fault", 10],
    ["rcpt-to", "550 Mailbox unavailable or access denied", "try-later", 10],
    ["rcpt-to", "550 Mailbox not found", "recipient-fault"],
    ["data", "550 Mail content denied", "content-fault"],
    ["data", "550 Spam is embedded in the email", "content-fault"],
    ["data", '550 The "From" header is missing or invalid. Please follow RFC5322, RFC2047, RFC822', "content-fault"],
    ["mail-from", "501 mail from address must be same as authorization user", "account-fault"],
    ["data", "550 Mail from address must be same as authorization user", "account-fault"],
    ["data", "552 Message too large", "content-fault"],
    ["rcpt-to", "501 Bad address syntax", "recipient-fault"],
    [
      "auth",
      "535 Login Fail. Please enter your authorization code to login. More information in http://…",
      "account-fault",
    ],
    ["auth", "535 Error: authentication failed", "account-fault"],
    ["mail-from", "550 mail from address must be same as authorization user", "account-fault"],
    // NetEase.
    ["connect", "421 HL:IFC 163 smtp9", "account-fault", 10],
    ["connect", "421 HL:MEP 163 smtp9", "account-fault", 10],
    ["mail-from", "450 MI:DMC", "account-fault", 10],
    ["mail-from", "450 MI:CCL", "account-fault", 10],
    ["rcpt-to", "450 RP:CCL", "try-later", 15],
    ["connect", "450 WM:BLU", "account-fault"],
    ["mail-from", "550 MI:IMF", "account-fault"],
    ["mail-from", "550 MI:NHD", "account-fault"],
    ["mail-from", "550 MI:DMA", "account-fault"],
    ["rcpt-to", "550 RP:TRC", "content-fault"],
    ["connect", "554 HL:IHU", "account-fault"],
    ["mail-from", "553 Mail from must equal authorized user", "account-fault"],
    ["auth", "451 too much fail authentication", "account-fault"],
    ["connect", "421 HL:REP 163 smtp9", "account-fault", 10],
    ["connect", "421 HL:ICC 163 smtp9", "account-fault", 10],
    ["mail-from", "450 MI:CEL", "account-fault", 10],
    ["rcpt-to", "450 RP:DRC", "try-later", 15],
    ["connect", "450 DT:RBL", "account-fault"],
    ["mail-from", "450 WM:BLI", "account-fault"],
    ["data", "451 DT:SPM please try again", "try-later", 2],
    ["mail-from", "451 MI:SFQ", "account-fault", 15],
    ["rcpt-to", "451 RP:QRC", "try-later", 15],
    ["mail-from", "550 MI:SPF", "account-fault"],
    // Until midnight in China: it is 14:00 there.
    ["mail-from", "550 MI:STC", "account-fault", 600],
    ["rcpt-to", "550 RP:FRL", "recipient-fault"],
    ["rcpt-to", "550 RP:RCL", "content-fault"],
    ["data", "554 DT:SPM 163 smtp3", "content-fault"],
    ["data", "554 DT:SUM 163 smtp3", "account-fault"],
    ["connect", "554 HL:IPB", "account-fault"],
    // Aliyun DirectMail.
    ["data", "552 Daily sending quota exceeded", "account-fault", 600],
    ["data", "552 Monthly sending quota exceeded", "account-fault", 600],
    ["auth", "535 Authentication failure", "account-fault"],
    ["data", "554 Reject by content spam", "content-fault"],
    ["rcpt-to", "556 too many RCPT", "content-fault"],
    ["data", "557 size", "content-fault"],
    ["rcpt-to", "559 invalid rcptto", "recipient-fault"],
    // Everybody.
    ["mail-from", "530 5.7.0 Must issue a STARTTLS command first", "account-fault"],
    ["rcpt-to", "550 5.1.1 user unknown", "recipient-fault"],
    ["rcpt-to", "450 4.2.1 mailbox busy, try again later", "try-later"],
    ["data", "421 4.3.2 service closing transmission channel", "try-later"],
    // What no rule knows is judged by its step.
    ["connect", "554 no", "account-fault"],
    ["auth", "500 no", "account-fault"],
    ["mail-from", "550 no", "account-fault"],
    ["rcpt-to", "550 no", "recipient-fault"],
    ["data", "550 no", "content-fault"],
    ["data", "503 bad sequence of commands", "try-later"],
    ["auth", "454 Temporary authentication failure", "account-fault", 1],
    ["connect", "421 too many connections", "account-fault", 1],
  ])("at %s: %s is %s", (step, answer, kind, minutes) => {
    const outcome = outcomeOfAnswer(answer, step, now);
    expect(outcome).toMatchObject({ kind, answer });
    const until = minutes === undefined ? undefined : new Date(now.getTime() + minutes * 60_000);
    expect(outcome.code).toBe(answer.slice(0, 3));
    expect(
      "pauseUntil" in outcome ? outcome.pauseUntil : "notBefore" in outcome ? outcome.notBefore : undefined,
    ).toEqual(until);
  });

  test("is repeated in the reason, with advice in both languages", () => {
    const outcome = outcomeOfAnswer("535 Login Fail.", "auth", now);
    expect(outcome).toMatchObject({ reason: expect.stringContaining('"535 Login Fail."') });
    expect(outcome).toMatchObject({ reason: expect.stringContaining("authorization code") });
    expect(outcome).toMatchObject({ reason: expect.stringContaining("授权码") });
  });
});

test("what is known of an answer stands among the channel's codes, with advice in both languages", () => {
  for (const { code, match, kind, pauseMs, meaning, advice } of emailChannel.codes ?? []) {
    expect(code).toMatch(/^[45]\d\d$/);
    expect(match).toBeInstanceOf(RegExp);
    for (const text of [meaning, advice]) {
      expect(text.zh).toMatch(/\p{Script=Han}/u);
      expect(text.en).toMatch(/^[\x20-\x7e]+$/);
    }
    if (pauseMs !== undefined) expect(kind).toBe("account-fault");
  }
});

const capsOf = (host: string) => emailChannel.caps?.({ host });

test("a mailbox at a public provider sends 500 a day, and a server of one's own as many as it is given", () => {
  expect(capsOf("smtp.qq.com")).toEqual({ perDay: 500 });
  expect(capsOf("smtp.exmail.QQ.com")).toEqual({ perDay: 500 });
  expect(capsOf("mail.campus.edu.cn")).toEqual({});
  expect(capsOf("notqq.com")).toEqual({});
});

describe("a failure without an answer", () => {
  const before = { now, payloadBegun: false, payloadLeft: false };

  test("is the account's for half a minute as long as the mail has not left completely: another one may send it", () => {
    const outcome = outcomeOfFailure(failure({ code: "ECONNECTION", command: "CONN" }), before);
    expect(outcome).toMatchObject({ kind: "account-fault", pauseUntil: new Date(now.getTime() + 30_000) });
  });

  test("is tried later by the same account once a server has begun to take the mail: its content may be the reason", () => {
    const begun = { now, payloadBegun: true, payloadLeft: false };
    expect(outcomeOfFailure(failure({ code: "ECONNECTION", command: "CONN" }), begun).kind).toBe("try-later");
  });

  test("is tried later when it was stopped from here", () => {
    expect(outcomeOfFailure(failure({ code: "EABORT" }), before).kind).toBe("try-later");
  });

  test("is unknown once it has", () => {
    const outcome = outcomeOfFailure(failure({ code: "ECONNECTION", command: "CONN" }), {
      now,
      payloadBegun: true,
      payloadLeft: true,
    });
    expect(outcome).toMatchObject({ kind: "unknown", reason: expect.stringContaining("不会自动重发") });
  });

  test("is known when the server answered after all", () => {
    const error = failure({ code: "EMESSAGE", command: "DATA", response: "550 Mail content denied" });
    expect(outcomeOfFailure(error, { now, payloadBegun: true, payloadLeft: true }).kind).toBe("content-fault");
  });

  test.each([
    ["ESOCKET", "DEPTH_ZERO_SELF_SIGNED_CERT", "account-fault"],
    ["ESOCKET", "ERR_SSL_WRONG_VERSION_NUMBER", "account-fault"],
    ["ETLS", undefined, "account-fault"],
    ["ESOCKET", "ECONNREFUSED", "account-fault"],
    ["ESOCKET", "ECONNRESET", "account-fault"],
    ["EDNS", "ENOTFOUND", "account-fault"],
    ["ESTREAM", "ENOENT", "content-fault"],
  ])("%s (%s) is %s", (code, originalCode, kind) => {
    expect(outcomeOfFailure(failure({ code, originalCode, command: "CONN" }), before).kind).toBe(kind);
  });
});

test.each([
  [undefined, "connect"],
  ["CONN", "connect"],
  ["EHLO", "connect"],
  ["AUTH PLAIN", "auth"],
  ["MAIL FROM", "mail-from"],
  ["RCPT TO", "rcpt-to"],
  ["DATA", "data"],
])("the command %s belongs to the step %s", (command, step) => expect(stepOf(command)).toBe(step));
