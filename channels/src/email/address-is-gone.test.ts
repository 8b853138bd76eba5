import { expect, test } from "vitest";
import { outcomeOfAnswer } from "./classify-failure.ts";

const goneAt = (step: "rcpt-to" | "data" | "mail-from", answer: string) => {
  const outcome = outcomeOfAnswer(answer, step, new Date("2026-03-01T06:00:00Z"));
  return outcome.kind === "recipient-fault" && outcome.addressGone === true;
};

test.each([
  "550 5.1.1 user unknown",
  "550 5.1.1 <gone@x.cn>: Recipient address rejected: User unknown in local recipient table",
  "550 Mailbox not found. http://service.mail.qq.com/",
  "550 User not found: gone@163.com",
  "550 No such user here",
  "550 5.1.2 Bad destination mailbox address",
  "554 5.1.1 unknown user",
])("%s says that the address does not exist", (answer) => expect(goneAt("rcpt-to", answer)).toBe(true));

test.each([
  "550 no",
  "550 5.7.1 user unknown",
  "550 5.1.0 Address rejected",
  "550 5.4.1 Recipient address rejected: Access denied",
  "550 5.1.1 user unknown: blocked by policy",
  "550 5.7.1 Message rejected as spam by Content Filtering",
  "550 RP:FRL 163 smtp1",
  "550 5.2.1 mailbox disabled for this sender by policy",
  "450 4.1.1 <new@x.cn>: Recipient address rejected: unverified address: user unknown",
  "550 Mailbox unavailable or access denied",
  "550 Sender frequency limited",
  "559 invalid rcptto",
])("%s says nothing of the kind", (answer) => expect(goneAt("rcpt-to", answer)).toBe(false));

test("only the answer to the recipient itself counts: after the mail nobody knows whom it means", () => {
  expect(goneAt("data", "550 5.1.1 user unknown")).toBe(false);
});
