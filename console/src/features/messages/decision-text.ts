import type { Delivery } from "@belfry/client";

/** What a state says by itself, in its own words. */
const plain: ReadonlySet<Delivery["decision"]["kind"]> = new Set(["accepted", "delivered", "sending", "due"]);

/** Why a delivery stands where it stands; nothing when its state says it all. */
export function decisionText(
  { decision, reason, attempts }: Pick<Delivery, "decision" | "reason" | "attempts">,
  language: "zh" | "en",
): string | null {
  if (reason === null && plain.has(decision.kind)) return null;
  // A known code is explained in full at its attempt.
  const words = decision.kind === "refused" ? attempts.at(-1)?.words : undefined;
  return words?.meaning[language] ?? decision.text[language];
}
