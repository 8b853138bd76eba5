import type { Campaign } from "./campaign.ts";

/** A period without words, so that it can stand in any language: `2025-05-01 – 2025-05-31`, or `2025-05-01 – …`. */
export function periodText({ from, until }: Campaign["period"]): string {
  return `${from} – ${until ?? "…"}`;
}
