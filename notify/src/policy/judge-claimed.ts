/**
 * What is decided about a delivery at the moment at which it would be sent: whether it has expired, its recipient is
 * suppressed, it is quiet there, or they have had enough. Decided then and not when it was accepted: a message that is sent
 * tomorrow must not reach somebody who leaves today. Every decision stands with its reason at the delivery, in the
 * transaction that claims it, and nothing is dropped in silence.
 */
import type { Tx } from "@belfry/store";
import { wakeSettled } from "../dispatch/wake-settled.ts";
import { messageOutline } from "../messages/message-outline.ts";
import type { NotifyDeps } from "../notify-context.ts";
import type { ClaimedMessage } from "../sql/claim-due-messages.ts";
import { holdBack, type HeldBack } from "../sql/hold-back.ts";
import { listPolicies, type PolicyRow } from "../sql/list-policies.ts";
import { loadJudged, type JudgedDelivery } from "../sql/load-judged.ts";
import { capDeliveries, capOfPolicy, capsOfChannels } from "./frequency-caps.ts";
import { isAbout, isFor } from "./policy-scope.ts";
import { quietUntil } from "./quiet-hours.ts";

const SUPPRESSED = {
  manual: "The recipient is on the suppression list: somebody put them there.",
  "hard-bounce": "The recipient is on the suppression list: the address does not exist.",
  "soft-bounces": "The recipient is on the suppression list: five messages in a row came back.",
  complaint: "The recipient is on the suppression list: they called a message spam.",
  unsubscribe: "The recipient has unsubscribed.",
} as const satisfies Record<NonNullable<JudgedDelivery["suppressed"]>, string>;

/** Returns what of the claimed messages is sent now. */
export async function judgeClaimed(
  deps: Pick<NotifyDeps, "wakeExecution" | "channels">,
  tx: Tx,
  claimed: readonly ClaimedMessage[],
): Promise<ClaimedMessage[]> {
  const deliveryIds = claimed.flatMap(({ deliveries }) => deliveries.map(({ id }) => id));
  if (deliveryIds.length === 0) return [];
  const policies = (await listPolicies(tx)).filter(({ enabled }) => enabled);
  const judged = await loadJudged(tx, deliveryIds);

  const held: HeldBack[] = [];
  const left: JudgedDelivery[] = [];
  for (const delivery of judged) {
    const decision = decide(delivery, policies);
    if (decision === undefined) left.push(delivery);
    else held.push(decision);
  }
  const caps = [
    ...policies.flatMap(({ name, definition }) =>
      definition.kind === "frequency-cap" ? [capOfPolicy(name, definition)] : [],
    ),
    ...capsOfChannels(deps.channels),
  ];
  if (caps.length > 0) {
    const pieces = recipientPieces(deps.channels, claimed);
    const counted = left.map((delivery) => ({ ...delivery, pieces: pieces.get(delivery.messageId) ?? 1 }));
    held.push(...(await capDeliveries(tx, counted, caps)));
  }
  if (held.length === 0) return [...claimed];

  await holdBack(tx, held);
  const gone = new Set(held.map(({ deliveryId }) => deliveryId));
  const ended = new Set(held.filter(({ state }) => state !== "queued").map(({ deliveryId }) => deliveryId));
  const settled = claimed.filter(({ deliveries }) => deliveries.some(({ id }) => ended.has(id))).map(({ id }) => id);
  if (settled.length > 0) await wakeSettled(deps, tx, settled);
  return claimed
    .map((message) => ({ ...message, deliveries: message.deliveries.filter(({ id }) => !gone.has(id)) }))
    .filter(({ deliveries }) => deliveries.length > 0);
}

/** In how many pieces each recipient gets a message, by the message's id. */
function recipientPieces(channels: NotifyDeps["channels"], claimed: readonly ClaimedMessage[]): Map<number, number> {
  const known = new Map(channels.map((channel) => [channel.id, channel]));
  return new Map(
    claimed.map((message) => [
      message.id,
      known.get(message.channel)?.recipientPieces?.(messageOutline(message.content, message)) ?? 1,
    ]),
  );
}

function decide(delivery: JudgedDelivery, policies: readonly PolicyRow[]): HeldBack | undefined {
  const { id: deliveryId, isExpired, suppressed, isUrgent, timeZone, now } = delivery;
  if (isExpired) {
    return { deliveryId, state: "expired", reason: "It had not been sent when it expired.", runAt: undefined };
  }
  if (suppressed !== null) {
    return { deliveryId, state: "suppressed", reason: SUPPRESSED[suppressed], runAt: undefined };
  }
  if (isUrgent) return undefined;
  const quiet = policies.flatMap(({ name, definition }) => {
    if (definition.kind !== "quiet-hours") return [];
    if (!isAbout(definition, delivery) || !isFor(definition, delivery.recipient)) return [];
    const until = quietUntil(definition, timeZone ?? definition.timeZone, now);
    return until === undefined ? [] : [{ name, until }];
  });
  // The last to end; when it does, the others are asked again.
  const [longest] = quiet.toSorted((a, b) => b.until.getTime() - a.until.getTime());
  if (longest === undefined) return undefined;
  const reason = `It is quiet for the recipient by the policy "${longest.name}"; it is sent afterwards.`;
  return { deliveryId, state: "queued", reason, runAt: longest.until };
}
