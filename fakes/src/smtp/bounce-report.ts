import { smtpReplies } from "./smtp-replies.ts";

/** A mail that came back. */
export interface BouncedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** As it came. Its headers go behind the report, where they say which message it was. */
  readonly raw: Buffer;
  readonly at: Date;
}

const { userUnknown } = smtpReplies;

/**
 * The report that a mail could not be delivered to any of its recipients.
 *
 * Source: RFC 3464 (fields of the report), RFC 6522 (multipart/report), RFC 3834 (Auto-Submitted)
 */
export function bounceReport({ from, to, raw, at }: BouncedMail): Buffer {
  const headersEnd = raw.indexOf("\r\n\r\n");
  const headers = headersEnd === -1 ? raw : raw.subarray(0, headersEnd + 2);
  const blocks = to.flatMap((address) => [
    `Final-Recipient: rfc822; ${address}`,
    "Action: failed",
    "Status: 5.1.1",
    `Diagnostic-Code: smtp; ${userUnknown.code} ${userUnknown.text}`,
    "",
  ]);
  const before = [
    "From: Mail Delivery System <MAILER-DAEMON@sandbox.invalid>",
    `To: ${from}`,
    "Subject: Undelivered Mail Returned to Sender",
    `Date: ${at.toUTCString().replace("GMT", "+0000")}`,
    "Auto-Submitted: auto-replied",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="sandbox-report"',
    "",
    "--sandbox-report",
    "Content-Type: text/plain; charset=us-ascii",
    "",
    "Your message could not be delivered:",
    ...to.map((address) => `  <${address}>: ${userUnknown.code} ${userUnknown.text}`),
    "",
    "--sandbox-report",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; sandbox.invalid",
    "",
    ...blocks,
    "--sandbox-report",
    "Content-Type: text/rfc822-headers",
    "",
    "",
  ].join("\r\n");
  return Buffer.concat([Buffer.from(before), headers, Buffer.from("\r\n--sandbox-report--\r\n")]);
}
