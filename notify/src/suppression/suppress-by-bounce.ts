/**
 * What the fate of a message says about the address of its recipient: who came back for good, or called it spam, is not
 * sent to any more at once; who came back for now, after five times in a row. Called by whoever learns of it, in the
 * transaction that writes it down.
 */
import { systemActor } from "@belfry/model";
import type { Tx } from "@belfry/store";
import type { NotifyDeps } from "../notify-context.ts";
import { countBounce } from "../sql/count-bounce.ts";
import { forgetBounces } from "../sql/forget-bounces.ts";
import { writeSuppressions } from "./suppressions.ts";

/** So many in a row, and nobody reads the mailbox. */
const MOST_SOFT_BOUNCES = 5;

export interface AddressFate {
  readonly channel: string;
  readonly address: string;
  /** `hard`: the address does not exist. `soft`: it is full, or away. `delivered`: the recipient has it. */
  readonly kind: "hard" | "soft" | "complaint" | "delivered";
  readonly messageId?: number;
  /** What the provider said. */
  readonly note?: string;
}

/** Notes what became of a message at an address. Returns whether the address is suppressed because of it. */
export async function suppressByBounce(
  deps: Pick<NotifyDeps, "audit">,
  tx: Tx,
  { channel, address, kind, messageId, note }: AddressFate,
): Promise<boolean> {
  if (kind === "delivered") {
    await forgetBounces(tx, { channel, address });
    return false;
  }
  if (kind === "soft" && (await countBounce(tx, { channel, address })) < MOST_SOFT_BOUNCES) return false;
  const reason = { hard: "hard-bounce", soft: "soft-bounces", complaint: "complaint" } as const;
  const entry = {
    channel,
    address,
    reason: reason[kind],
    ...(messageId !== undefined && { messageId }),
    ...(note !== undefined && { note: note.slice(0, 1_000) }),
  };
  return (await writeSuppressions(deps, tx, [entry], systemActor)) > 0;
}
