/** What became of one message for one recipient. These are the only delivery states. */
export const DeliveryState = {
  queued: "queued",
  sending: "sending",
  /** The provider took it. */
  accepted: "accepted",
  /** The provider reported that it arrived. */
  delivered: "delivered",
  bounced: "bounced",
  failed: "failed",
  /** The payload left and the answer did not come: never repeated blindly. */
  unknown: "unknown",
  suppressed: "suppressed",
  expired: "expired",
  cancelled: "cancelled",
} as const;
export type DeliveryState = (typeof DeliveryState)[keyof typeof DeliveryState];

/** The states in which a sender need not wait any longer. */
export function isSettled(state: DeliveryState): boolean {
  return state !== "queued" && state !== "sending";
}

/** The states that mean "the recipient's side has it". */
export function isArrived(state: DeliveryState): boolean {
  return state === "accepted" || state === "delivered";
}
