import type { ChannelContext, ChannelMessage, DeliveryOutcome } from "@belfry/plugin-kit";
import type { NodemailerError } from "nodemailer";
import { outcomeOfAnswer, outcomeOfFailure } from "./classify-failure.ts";
import { composeMail, envelopeAddress, type EncodedAttachments } from "./compose-mail.ts";
import { encodedAttachment } from "./encoded-attachments.ts";
import { poolOf } from "./connection-pools.ts";
import type { EmailConfig } from "./email-config.ts";
import { PayloadWatch } from "./payload-watch.ts";
import { sendThrough } from "./send-through.ts";

/** Sends one mail to all recipients of an envelope, once, and says of each what the server said. */
export async function sendEmail(
  ctx: ChannelContext,
  message: ChannelMessage,
  recipients: readonly string[],
  config: EmailConfig,
): Promise<readonly DeliveryOutcome[]> {
  const password = config.password === undefined ? undefined : await ctx.secret(config.password);
  const { signal, now } = ctx;
  const parts = await encodeAll(message);
  if (parts instanceof Error) {
    const reason = `The mail could not be read: ${parts.message}`;
    return recipients.map(() => ({ kind: "content-fault", reason }));
  }
  const watch = new PayloadWatch(composeMail(message, config, parts));
  try {
    const info = await sendThrough(poolOf(ctx.connect, config, password), {
      envelope: { from: config.from.address, to: recipients.map(envelopeAddress) },
      messageKey: message.messageKey,
      signal,
      watch,
    });
    const accepted = new Set(info.accepted.map(addressOf));
    const rejected = rejections(info.rejectedErrors);
    return recipients.map((recipient) => {
      const address = envelopeAddress(recipient);
      const rejection = rejected.get(address);
      if (rejection !== undefined) return outcomeOfAnswer(rejection, "rcpt-to", now);
      if (accepted.has(address)) return { kind: "accepted", answer: info.response };
      return { kind: "unknown", reason: "The server's answers do not name this recipient.", answer: info.response };
    });
  } catch (error) {
    if (!isNodemailerError(error)) throw error;
    const rejected = rejections(error.rejectedErrors);
    const common = outcomeOfFailure(error, { now, payloadBegun: watch.begun, payloadLeft: watch.left });
    return recipients.map((recipient) => {
      const rejection = rejected.get(envelopeAddress(recipient));
      return rejection === undefined ? common : outcomeOfAnswer(rejection, "rcpt-to", now);
    });
  }
}

/** The attachments as they are sent, or why one cannot be read. */
async function encodeAll({ attachments }: ChannelMessage): Promise<EncodedAttachments | Error> {
  try {
    return await Promise.all(attachments.map((attachment) => encodedAttachment(attachment)));
  } catch (error) {
    if (error instanceof Error && "code" in error) return error;
    throw error;
  }
}

/** The server's answer for each recipient that it refused. */
function rejections(errors: readonly NodemailerError[] | undefined): Map<string, string> {
  return new Map(
    (errors ?? []).flatMap(({ recipient, response }) =>
      recipient === undefined || response === undefined ? [] : [[recipient, response] as const],
    ),
  );
}

function addressOf(recipient: string | { readonly address?: string | undefined }): string {
  return typeof recipient === "string" ? recipient : (recipient.address ?? "");
}

/** Nodemailer puts a code on every error of a send; what has none is a bug of ours. */
function isNodemailerError(error: unknown): error is NodemailerError {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}
