export const suppressionReasons = ["manual", "hard-bounce", "soft-bounces", "complaint", "unsubscribe"] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];

/** What the address of the suppression list says. */
export interface SuppressionSearch {
  readonly channel?: string;
  readonly address?: string;
  readonly reason?: SuppressionReason;
  readonly cursor?: string;
}

/** Reads an address that anybody may have typed: what makes no sense is left out. */
export function parseSuppressionSearch(search: Readonly<Record<string, unknown>>): SuppressionSearch {
  const { channel, address, reason, cursor } = search;
  const knownReason = suppressionReasons.find((known) => known === reason);
  return {
    ...(typeof channel === "string" && channel !== "" && { channel }),
    // The router reads a telephone number as a number.
    ...((typeof address === "string" || typeof address === "number") && address !== "" && { address: String(address) }),
    ...(knownReason !== undefined && { reason: knownReason }),
    ...(typeof cursor === "string" && cursor !== "" && { cursor }),
  };
}
