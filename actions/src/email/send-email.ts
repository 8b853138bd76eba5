import { ActionFailure, defineAction, suspended, type ActionContext, type Notified } from "@belfry/plugin-kit";
import { addressList, EmailInput } from "./email-input.ts";
import { settledOutput } from "./settled-output.ts";

/** What the ledger refuses because of the message itself. Everything else it throws is not for this action to judge. */
const REFUSALS = new Set([
  "REQUEST_INVALID",
  "ATTACHMENT_TOO_LARGE",
  "ARTIFACT_NOT_FOUND",
  "CHANNEL_NOT_FOUND",
  "ACCOUNT_NOT_FOUND",
]);

/** Sends one mail. It hands it to the delivery ledger, which alone decides whether and when to try again. */
export const sendEmail = defineAction({
  id: "email.send",
  displayName: { zh: "发送邮件", en: "Send e-mail" },
  description: {
    zh: "通过邮件账号发送一封邮件，等待每个收件人的结果",
    en: "Sends one mail through a sending account and waits for what became of every recipient",
  },
  input: EmailInput,
  // The ledger knows the idempotency key: a second run finds the first mail.
  idempotent: true,
  cost: "send",
  retryableErrors: "None: what a mail server refuses for a moment is tried again by the ledger of messages.",
  dryRun: "captured",
  channel: "email",
  sendsOutside: true,

  check(input) {
    const problems: { path: string; message: string; remedy: string }[] = [];
    if (isBlank(input["to"])) {
      problems.push({ path: "to", message: "Nobody gets this mail.", remedy: "Name at least one address." });
    }
    if (isBlank(input["subject"])) {
      problems.push({ path: "subject", message: "The mail has no subject.", remedy: "Write one." });
    }
    return problems;
  },

  async run(ctx, input) {
    const to = addressList(input.to);
    if (to.length === 0) {
      throw new ActionFailure("Nobody gets this mail: the list of recipients is empty.", {
        class: "runtime",
        code: "EMAIL_NO_RECIPIENT",
      });
    }
    const notified = await hand(ctx, to, input);
    // What a second person has to release is waited for in any case: an execution that is over sends nothing any more.
    if (notified.held === true) return suspended();
    if (input.wait === "queued") return { messageId: notified.messageId, deliveries: notified.deliveries };
    if (notified.status === "waiting") return suspended();
    ctx.log.info("The mail is settled.", { message: notified.messageId, recipients: notified.deliveries.length });
    return settledOutput(notified);
  },
});

async function hand(ctx: ActionContext, to: string[], input: EmailInput): Promise<Notified> {
  const { text, html, account } = input;
  try {
    return await ctx.notify(
      {
        channel: "email",
        to,
        cc: addressList(input.cc),
        bcc: addressList(input.bcc),
        subject: input.subject,
        attachments: [
          ...(input.attachments ?? []).map((item) => ("file" in item ? item : { file: item })),
          ...(input.inlineImages ?? []),
        ],
        ...(text === undefined ? {} : { text }),
        ...(html === undefined ? {} : { html }),
        ...(account === undefined ? {} : { account }),
      },
      { wait: input.wait ?? "accepted" },
    );
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    const { code } = error;
    if (typeof code !== "string" || !REFUSALS.has(code)) throw error;
    const details = "details" in error ? (error.details as Readonly<Record<string, unknown>>) : {};
    throw new ActionFailure(error.message, { class: "runtime", code, details, cause: error });
  }
}

/** Empty as it is written; an expression is not, whatever it will yield. */
function isBlank(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isBlank);
  return value === undefined || (typeof value === "string" && value.trim() === "");
}
