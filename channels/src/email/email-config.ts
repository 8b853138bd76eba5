import { secret } from "@belfry/plugin-kit";
import { z } from "zod";
import { checkAddress } from "./check-address.ts";

const Address = z.string().check((context) => {
  const reason = checkAddress(context.value);
  if (reason !== undefined) context.issues.push({ code: "custom", input: context.value, message: reason });
});

const TimeZone = z.string().refine(isTimeZone, "This is not a time zone of the IANA database.");

/** One account that sends mails through an SMTP server. */
export const EmailConfig = z
  .strictObject({
    host: z.string().min(1).meta({ description: "The SMTP server, for example smtp.qq.com." }),
    port: z
      .int()
      .min(1)
      .max(65_535)
      .optional()
      .meta({ description: "The port. Left out: 587 for starttls, 25 for plain, 465 otherwise." }),
    mode: z.enum(["auto", "tls", "starttls", "plain"]).default("auto").meta({
      description:
        "How the connection is encrypted. auto: TLS from the first byte on the ports 465 and 994, STARTTLS on all others, and never unencrypted. plain: not at all.",
    }),
    user: z.string().min(1).optional().meta({ description: "Who logs in. Left out: nobody." }),
    password: secret().optional().meta({
      description: "The password. At QQ and NetEase it is the authorization code (授权码), not the login password.",
    }),
    from: z
      .strictObject({
        name: z.string().max(200).optional().meta({ description: "The name that recipients see." }),
        address: Address.meta({ description: "The sender. Most providers demand that it is the user." }),
      })
      .meta({ description: "Who the mails are from." }),
    replyTo: Address.optional().meta({ description: "Where answers go. Left out: to the sender." }),
    maxBytes: z
      .int()
      .min(1)
      .default(20 * 1024 * 1024)
      .meta({ description: "The largest mail with its attachments, in bytes." }),
    caCertificate: z.string().optional().meta({
      description: "The certificate of a private authority as PEM; only it is trusted then.",
    }),
    tlsName: z.string().min(1).optional().meta({
      description: "The name in the server's certificate, if it is not the host.",
    }),
    bounceMailbox: secret().optional().meta({
      description:
        "The mailbox to which mails come back, read every two minutes: imaps://user:password@host, an @ in the user as %40. Left out: nobody looks.",
    }),
    bounceFolder: z.string().min(1).default("INBOX").meta({ description: "The folder of that mailbox." }),
    timeZone: TimeZone.default("Asia/Shanghai").meta({ description: "The zone of the Date header." }),
  })
  .check((context) => {
    const { user, password } = context.value;
    if ((user === undefined) === (password === undefined)) return;
    const path = user === undefined ? "user" : "password";
    const message = `A login needs a user and a password: ${path} is missing.`;
    context.issues.push({ code: "custom", input: context.value, path: [path], message });
  })
  .meta({ id: "EmailAccount", title: "E-mail account" });
export type EmailConfig = z.output<typeof EmailConfig>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
