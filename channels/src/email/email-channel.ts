import { defineChannel } from "@belfry/plugin-kit";
import { checkAddress } from "./check-address.ts";
import { closePools } from "./connection-pools.ts";
import { EmailConfig } from "./email-config.ts";
import { caps } from "./email-caps.ts";
import { sendEmail } from "./send-email.ts";
import { emailCodes } from "./smtp-answers.ts";
import { testConnection } from "./test-connection.ts";

/** Mails by SMTP. One mail carries all recipients; the server answers for each of them. */
export const emailChannel = defineChannel({
  id: "email",
  displayName: { zh: "电子邮件", en: "E-mail" },
  account: EmailConfig,
  envelope: "message",
  caps,
  codes: emailCodes,
  bounceMailbox: ({ bounceMailbox, bounceFolder }) =>
    bounceMailbox === undefined ? undefined : { connection: bounceMailbox, folder: bounceFolder },
  maxBytes: ({ maxBytes }) => maxBytes,
  checkAddress,
  send: sendEmail,
  close: async () => closePools(),
  test: testConnection,
});
