import type { Actor } from "@belfry/model";
import type { Tx } from "@belfry/store";
import type { AcceptOptions } from "../accept/accept-options.ts";
import type { Origin } from "../accept/origin.ts";
import { compareRecipients } from "../sql/compare-recipients.ts";
import { holdAgain } from "../sql/hold-again.ts";
import { loadDeliveries } from "../sql/load-deliveries.ts";
import { loadMessage } from "../sql/load-message.ts";
import { redriveMessage } from "../sql/redrive-message.ts";
import type { HeldMessage, MessageRelease } from "./message-release.ts";

/** Why a held delivery is not due. */
export const HELD = "It waits for a second person to release it.";
/** A person looks at some; all of them stand at the message. */
const NAMED_RECIPIENTS = 200;

interface ReleaseDeps {
  readonly release?: MessageRelease | undefined;
}

/** From how many recipients on the installation wants a message held. Infinite when it does not. */
export async function installationLimit({ release }: ReleaseDeps, tx: Tx): Promise<number> {
  return (await release?.recipientsAbove(tx)) ?? Number.POSITIVE_INFINITY;
}

/** The stricter of installation and rule. */
export function holdLimitOf(ofInstallation: number, origin: Origin | undefined): number {
  return Math.min(ofInstallation, origin?.recipientsAbove ?? Number.POSITIVE_INFINITY);
}

/** From how many recipients on a message is held: the stricter of installation and rule. Infinite without either. */
export async function holdLimit(deps: ReleaseDeps, tx: Tx, origin: Origin | undefined): Promise<number> {
  return holdLimitOf(await installationLimit(deps, tx), origin);
}

/** Asks a second person to release a message, in the transaction that holds it. */
export async function askForRelease(
  deps: ReleaseDeps,
  tx: Tx,
  message: Pick<HeldMessage, "messageId" | "channel" | "content" | "recipientCount"> & { readonly limit: number },
  asked: {
    readonly executionId: number | undefined;
    readonly origin: Origin | undefined;
    readonly by: Actor | undefined;
    readonly labels: Readonly<Record<string, string>>;
  },
): Promise<void> {
  // A message that waits for nobody would wait for ever.
  if (deps.release === undefined) throw new Error("The rule wants a second person, and nobody can be asked here.");
  const { limit, ...rest } = message;
  const { rule, action } = asked.origin ?? {};
  const diff = await compareRecipients(tx, {
    messageId: message.messageId,
    rule: rule ?? null,
    action: action ?? null,
    named: NAMED_RECIPIENTS,
  });
  await deps.release.ask(tx, { ...rest, ...asked, diff, recipientsAbove: limit });
}

/** What a person's retry does: what failed is due again, and what a second person did not release is asked for again. */
export async function repeatMessage(
  deps: { readonly release?: MessageRelease | undefined },
  tx: Tx,
  { idempotencyKey, executionId, origin }: AcceptOptions,
  redrive: number,
): Promise<"due" | "held" | "unchanged"> {
  const messageId = await holdAgain(tx, { idempotencyKey, redrive, reason: HELD });
  if (messageId === undefined) return (await redriveMessage(tx, { idempotencyKey, redrive })) ? "due" : "unchanged";
  const [message, deliveries] = [await loadMessage(tx, messageId), await loadDeliveries(tx, messageId)];
  if (message === undefined || origin === undefined) throw new Error(`The held message ${messageId} has no origin.`);
  const { channel, subject, text, html, attachments, labels } = message;
  const content = { subject, attachments, ...(text !== null && { text }), ...(html !== null && { html }) };
  const limit = await holdLimit(deps, tx, origin);
  const recipientCount = deliveries.length;
  const held = { messageId, channel, content, recipientCount, limit };
  await askForRelease(deps, tx, held, { executionId, origin, by: undefined, labels });
  return "held";
}
