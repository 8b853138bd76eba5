import {
  ActionFailure,
  suspended,
  type ActionContext,
  type Notified,
  type OutgoingMessage,
  type Suspended,
} from "@belfry/plugin-kit";
import { settledOutput, type MessageOutput } from "./settled-output.ts";

/** What the ledger refuses because of the message itself. Everything else it throws is not for an action to judge. */
const REFUSALS = new Set([
  "REQUEST_INVALID",
  "ATTACHMENT_TOO_LARGE",
  "ARTIFACT_NOT_FOUND",
  "CHANNEL_NOT_FOUND",
  "ACCOUNT_NOT_FOUND",
  "CONTENT_REFUSED",
  "TEMPLATE_NOT_FOUND",
  "TEMPLATE_VERSION_NOT_FOUND",
  "TEMPLATE_VARIABLES_INVALID",
  "TEMPLATE_FAILED",
]);

/**
 * Hands a message to the delivery ledger, which alone decides whether and when to try again, and waits until every
 * recipient is settled unless it is told not to.
 * @throws ActionFailure with the ledger's code for a message that it refuses, DELIVERY_FAILED or DELIVERY_UNKNOWN
 */
export async function deliver(
  ctx: ActionContext,
  message: OutgoingMessage,
  wait: "accepted" | "queued" = "accepted",
): Promise<MessageOutput | Suspended> {
  const notified = await hand(ctx, message, wait);
  // What a second person has to release is waited for in any case: an execution that is over sends nothing any more.
  if (notified.held === true) return suspended();
  if (wait === "queued") return { messageId: notified.messageId, deliveries: notified.deliveries };
  if (notified.status === "waiting") return suspended();
  ctx.log.info("The message is settled.", { message: notified.messageId, recipients: notified.deliveries.length });
  return settledOutput(notified);
}

/** Hands a message to the ledger. `part` tells several messages of one action apart. @throws ActionFailure */
export async function hand(
  ctx: ActionContext,
  message: OutgoingMessage,
  wait: "accepted" | "queued",
  part?: string,
): Promise<Notified> {
  try {
    return await ctx.notify(message, { wait, ...(part !== undefined && { part }) });
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    const { code } = error;
    if (typeof code !== "string" || !REFUSALS.has(code)) throw error;
    const details = "details" in error ? (error.details as Readonly<Record<string, unknown>>) : {};
    throw new ActionFailure(error.message, { class: "runtime", code, details, cause: error });
  }
}
