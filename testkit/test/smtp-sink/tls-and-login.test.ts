import { expect, test } from "vitest";
import { createTestCertificate } from "../../src/smtp-sink/test-certificate.ts";
import { startSmtpSink } from "../../src/smtp-sink/start-smtp-sink.ts";
import { sendMail } from "./send-mail.ts";

const auth = { user: "sender@belfry.example", pass: "abcdefghijklmnop" };

test("with TLS from the first byte a client that trusts the certificate gets its mail through", async () => {
  await using sink = await startSmtpSink({ mode: "tls", auth });
  await sendMail(sink, {}, { secure: true, ...auth });
  expect(sink.mails).toEqual([expect.objectContaining({ secure: true, user: auth.user })]);
});

test("the certificate is for the name localhost as well as for the address", async () => {
  await using sink = await startSmtpSink({ mode: "tls" });
  await sendMail(sink, {}, { secure: true, host: "localhost" });
  expect(sink.mails).toHaveLength(1);
});

test("STARTTLS is offered, used and demanded before a login and before a mail", async () => {
  await using sink = await startSmtpSink({ mode: "starttls", auth });
  await sendMail(sink, {}, auth);
  expect(sink.mails).toEqual([expect.objectContaining({ secure: true, user: auth.user })]);
});

test("a client that trusts nobody refuses the certificate", async () => {
  await using sink = await startSmtpSink({ mode: "tls" });
  await expect(sendMail(sink, {}, { secure: true, ca: createTestCertificate().certificate })).rejects.toThrow(
    /self-signed/,
  );
});

test("a certificate for another host and one of yesterday are refused by a client that verifies", async () => {
  await using foreign = await startSmtpSink({
    mode: "tls",
    certificate: createTestCertificate({ hosts: ["smtp.belfry.example"] }),
  });
  await expect(sendMail(foreign, {}, { secure: true })).rejects.toThrow(/altnames/);
  const past = { validFrom: new Date("2020-01-01T00:00:00Z"), validUntil: new Date("2020-01-02T00:00:00Z") };
  await using expired = await startSmtpSink({ mode: "starttls", certificate: createTestCertificate(past) });
  await expect(sendMail(expired)).rejects.toThrow(/expired/);
});

test("a wrong password is answered as QQ answers it, and no mail is tried", async () => {
  await using sink = await startSmtpSink({ auth });
  await expect(sendMail(sink, {}, { ...auth, pass: "login password" })).rejects.toMatchObject({
    responseCode: 535,
    response: expect.stringContaining("Please enter your authorization code to login"),
  });
  expect(sink.steps.map(({ stage }) => stage)).not.toContain("mail-from");
});

test("without a login nothing is sent where one is needed", async () => {
  await using sink = await startSmtpSink({ auth });
  await expect(sendMail(sink)).rejects.toMatchObject({ responseCode: 530 });
});

test("a sender other than the user is refused where that is the rule", async () => {
  await using sink = await startSmtpSink({ auth, senderMustBeUser: true });
  await expect(sendMail(sink, { from: "other@belfry.example" }, auth)).rejects.toMatchObject({
    responseCode: 501,
    response: "501 mail from address must be same as authorization user",
  });
  await sendMail(sink, {}, auth);
  expect(sink.mails).toHaveLength(1);
});
