/** How long a new key is good, as the form offers it. */
export const keyTerms = ["30d", "90d", "365d", "never"] as const;
export type KeyTerm = (typeof keyTerms)[number];

const DAY_MS = 86_400_000;
const days: Readonly<Record<Exclude<KeyTerm, "never">, number>> = { "30d": 30, "90d": 90, "365d": 365 };

/** When a key that is made now expires; null: never. */
export function expiryOf(term: KeyTerm, now: Date): string | null {
  return term === "never" ? null : new Date(now.getTime() + days[term] * DAY_MS).toISOString();
}

export type KeyState = "good" | "expired" | "revoked";

export function keyState(
  { expiresAt, revokedAt }: { readonly expiresAt: string | null; readonly revokedAt: string | null },
  now: number,
): KeyState {
  if (revokedAt !== null) return "revoked";
  return expiresAt !== null && Date.parse(expiresAt) <= now ? "expired" : "good";
}
