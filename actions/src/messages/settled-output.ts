import { ActionFailure, type DeliveryView, type Notified } from "@belfry/plugin-kit";

/** What a rule goes on with when a message has been sent. */
export interface MessageOutput {
  readonly messageId: number;
  readonly deliveries: readonly DeliveryView[];
}

/** Whoever is suppressed gets nothing because somebody decided so: the rule has done its part. */
const SETTLED_WELL: ReadonlySet<string> = new Set(["accepted", "delivered", "suppressed"]);

/**
 * The output of a message whose recipients are all settled.
 * @throws ActionFailure DELIVERY_FAILED when some recipient did not get it, DELIVERY_UNKNOWN when of the missing ones
 * nobody knows. Neither is tried again by the engine: the ledger has done what can be done, and a person decides the rest.
 */
export function settledOutput({ messageId, deliveries }: Notified): MessageOutput {
  const missing = deliveries.filter(({ state }) => !SETTLED_WELL.has(state));
  if (missing.length === 0) return { messageId, deliveries };
  const allUnknown = missing.every(({ state }) => state === "unknown");
  const list = missing.map(({ recipient, state, reason }) => `${recipient}: ${reason ?? state}`).join("\n");
  const head = allUnknown
    ? `Of ${missing.length} of ${deliveries.length} recipients it is not known whether they got the message.`
    : `${missing.length} of ${deliveries.length} recipients did not get the message.`;
  throw new ActionFailure(`${head}\n${list}`, {
    class: "external",
    code: allUnknown ? "DELIVERY_UNKNOWN" : "DELIVERY_FAILED",
    details: { messageId, deliveries },
    retryable: false,
  });
}
