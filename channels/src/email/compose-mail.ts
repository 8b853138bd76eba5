/**
 * How a message becomes a mail. Bcc recipients are not known here at all: they stand in the envelope and cannot reach a
 * header. The Message-ID and the date belong to the message and not to the attempt, so that receivers drop doubles.
 */
import { domainToASCII } from "node:url";
import type { ChannelMessage } from "@belfry/plugin-kit";
import type { SendMailOptions } from "nodemailer";
import { dateHeader } from "./date-header.ts";
import type { EmailConfig } from "./email-config.ts";

export function composeMail(
  message: ChannelMessage,
  recipients: readonly string[],
  config: EmailConfig,
  /** Attachments that are encoded already, in their order. */
  parts: readonly (Buffer | undefined)[],
): SendMailOptions {
  const { from, replyTo } = config;
  return {
    // Given as name and address: only the name is encoded. Written as one text, the whole of it would be, and QQ refuses that.
    from: { name: from.name ?? "", address: from.address },
    to: message.to.map(envelopeAddress),
    cc: message.cc.map(envelopeAddress),
    ...(replyTo === undefined ? {} : { replyTo }),
    envelope: { from: from.address, to: recipients.map(envelopeAddress) },
    subject: message.subject.replace(/\s*[\r\n]+\s*/g, " "),
    messageId: `<${message.messageKey}@belfry.invalid>`,
    date: dateHeader(message.createdAt, config.timeZone),
    headers: {
      "X-Belfry-Message": message.messageKey,
      ...(message.unsubscribe === undefined
        ? {}
        : {
            "List-Unsubscribe": `<${message.unsubscribe.url}>`,
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
          }),
    },
    xMailer: false,
    textEncoding: "base64",
    text: message.text ?? (message.html === undefined ? "" : undefined),
    ...(message.html === undefined ? {} : { html: message.html }),
    attachments: message.attachments.map(({ fileName, mediaType, path, contentId }, place) => {
      const part = parts[place];
      return {
        filename: fileName,
        contentType: mediaType,
        ...(contentId === undefined ? {} : { cid: contentId }),
        ...(part === undefined ? { path } : { raw: part }),
      };
    }),
    // A template that names an address must not make this server fetch it.
    disableUrlAccess: true,
  };
}

/** An address as it stands in the envelope: a domain in Chinese characters in its ASCII form. */
export function envelopeAddress(address: string): string {
  const at = address.lastIndexOf("@");
  const domain = domainToASCII(address.slice(at + 1));
  return domain === "" ? address : `${address.slice(0, at)}@${domain}`;
}
