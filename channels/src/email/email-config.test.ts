import { expect, test } from "vitest";
import { EmailConfig } from "./email-config.ts";
import { encryptionOf, portOf, smtpOptions } from "./smtp-options.ts";

const account = { host: "smtp.qq.com", from: { address: "a@qq.com" } };

test.each([
  [{}, 465, "tls"],
  [{ port: 465 }, 465, "tls"],
  [{ port: 994 }, 994, "tls"],
  [{ port: 587 }, 587, "starttls"],
  [{ port: 25 }, 25, "starttls"],
  [{ port: 2525 }, 2525, "starttls"],
  [{ mode: "starttls" }, 587, "starttls"],
  [{ mode: "starttls", port: 465 }, 465, "starttls"],
  [{ mode: "tls", port: 587 }, 587, "tls"],
  [{ mode: "plain" }, 25, "plain"],
])("%j means port %i with %s", (options, port, encryption) => {
  const config = EmailConfig.parse({ ...account, ...options });
  expect([portOf(config), encryptionOf(config)]).toEqual([port, encryption]);
});

test("certificates are verified in every mode", () => {
  for (const mode of ["auto", "tls", "starttls"]) {
    const options = smtpOptions(EmailConfig.parse({ ...account, mode }));
    expect(options.tls).toMatchObject({ rejectUnauthorized: true });
  }
});

test.each([
  [{ ...account, user: "a@qq.com" }, "password is missing"],
  [{ ...account, password: { $secret: "CODE" } }, "user is missing"],
  [{ ...account, from: { address: "nobody" } }, "no @"],
  [{ ...account, timeZone: "Asia/Beijing2" }, "not a time zone"],
])("%j is refused: %s", (config, message) => {
  const parsed = EmailConfig.safeParse(config);
  expect(parsed.error?.issues[0]?.message).toContain(message);
});
