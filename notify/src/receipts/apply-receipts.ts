/**
 * What was said of a delivery is kept as it was said, and moves the delivery, in one transaction. The same receipt twice
 * is one receipt, and their order does not matter: providers post them again and again, and in any order.
 */
import { createHash } from "node:crypto";
import type { DeliveryReceipt } from "@belfry/plugin-kit";
import type { Tx } from "@belfry/store";
import { wakeSettled } from "../dispatch/wake-settled.ts";
import type { NotifyDeps } from "../notify-context.ts";
import { findReceiptDeliveries } from "../sql/find-receipt-deliveries.ts";
import { insertReceipts, type NewReceipt, type ReceiptSource } from "../sql/insert-receipts.ts";
import { loadRecipients } from "../sql/load-recipients.ts";
import { lockMessages } from "../sql/lock-messages.ts";
import { moveReceived, type MovedDelivery } from "../sql/move-received.ts";
import { suppressByBounce, type AddressFate } from "../suppression/suppress-by-bounce.ts";

export type ReceiptDeps = Pick<NotifyDeps, "store" | "wakeExecution" | "audit">;

export interface ReceivedFrom {
  readonly channel: string;
  /** Whose receipts they are. Those about messages that another account sent are about nothing. */
  readonly account: string;
  readonly source: ReceiptSource;
}

export interface AppliedReceipts {
  readonly moved: readonly MovedDelivery[];
  /** How many are about something that is being sent right now: they are to be said again. */
  readonly early: number;
  /** How many are about nothing that Belfry sent. */
  readonly strange: number;
}

/** Applies receipts of one account. */
export async function applyReceipts(
  deps: ReceiptDeps,
  { channel, account, source }: ReceivedFrom,
  receipts: readonly DeliveryReceipt[],
): Promise<AppliedReceipts> {
  return deps.store.transaction(async (tx) => {
    const matches = await findReceiptDeliveries(tx, { channel, account, receipts });
    const settled = matches.filter(({ isBeingSent }) => !isBeingSent);
    const found: NewReceipt[] = settled.flatMap(({ place, deliveryId }) => {
      const receipt = receipts[place];
      return receipt === undefined ? [] : [{ deliveryId, digest: digestOf(receipt), receipt: keepable(receipt) }];
    });
    const messageIds = [...new Set(settled.map(({ messageId }) => messageId))];
    await lockMessages(tx, messageIds);
    const fresh = (await insertReceipts(tx, source, found)).flatMap((place) => found[place] ?? []);
    const moved = await moveReceived(
      tx,
      fresh.map(({ deliveryId, receipt }) => ({ id: deliveryId, segments: receipt.segments })),
    );
    const reopened = moved.filter(({ was }) => was === "queued").map(({ messageId }) => messageId);
    if (reopened.length > 0) await wakeSettled(deps, tx, reopened);
    await noteAddresses(deps, tx, channel, fresh);
    return {
      moved,
      early: matches.length - settled.length,
      strange: receipts.length - new Set(matches.map(({ place }) => place)).size,
    };
  });
}

/** Whom no mail reaches is not sent to any more; called last, because it writes what it did into the audit trail. */
async function noteAddresses(deps: ReceiptDeps, tx: Tx, channel: string, fresh: readonly NewReceipt[]): Promise<void> {
  const telling = fresh.filter(({ receipt }) => fateOf(receipt) !== undefined);
  if (telling.length === 0) return;
  const whose = await loadRecipients(
    tx,
    telling.map(({ deliveryId }) => deliveryId),
  );
  for (const { deliveryId, receipt } of telling) {
    const delivery = whose.get(deliveryId);
    const kind = fateOf(receipt);
    if (delivery === undefined || kind === undefined) continue;
    await suppressByBounce(deps, tx, {
      channel,
      address: delivery.recipient,
      kind,
      messageId: delivery.messageId,
      ...(receipt.reason !== undefined && { note: receipt.reason }),
    });
  }
}

/** What a receipt says of an address; nothing when it speaks of the message only. */
function fateOf({ complaint, state, bounce }: DeliveryReceipt): AddressFate["kind"] | undefined {
  if (complaint === true) return "complaint";
  if (state === "delivered") return "delivered";
  return state === "bounced" ? (bounce ?? "soft") : undefined;
}

/** The same for a receipt that is posted again. */
function digestOf({ state, bounce, complaint, code, at, answer }: DeliveryReceipt): Buffer {
  const said = [state, bounce, complaint, code, at?.toISOString(), answer].map((part) => part ?? null);
  return createHash("sha256").update(JSON.stringify(said)).digest();
}

/** What a provider says may be long, and may hold a character that PostgreSQL refuses. */
function keepable(receipt: DeliveryReceipt): DeliveryReceipt {
  const { answer, reason, code } = receipt;
  return {
    ...receipt,
    ...(answer !== undefined && { answer: kept(answer) }),
    ...(reason !== undefined && { reason: kept(reason) }),
    ...(code !== undefined && { code: kept(code).slice(0, 200) }),
  };
}

function kept(text: string): string {
  return text.replaceAll("\0", "").slice(0, 4_000);
}
