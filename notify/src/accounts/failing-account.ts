import type { Tx } from "@belfry/store";
import type { NotifyDeps } from "../notify-context.ts";
import type { AccountState } from "../pool/account-state.ts";

/** So many faults in a row: the first may be over by itself, and one message has tried the account since. */
const FAULTS = 2;

/** Tells of an account that does not send any more until somebody has looked at it, and when that is over. */
export async function tellOfFailing(
  deps: Pick<NotifyDeps, "onAccountFailing" | "onAccountBack">,
  tx: Tx,
  { before, after }: { readonly before: AccountState; readonly after: AccountState },
): Promise<void> {
  const { channel, account, reason, code, restsUntil } = after;
  if (isFailing(before) && after.faults === 0) await deps.onAccountBack?.(tx, { channel, account });
  if (isFailing(before) || !isFailing(after)) return;
  await deps.onAccountFailing?.(tx, { channel, account, reason, code, restsUntil: restsUntil?.toISOString() ?? null });
}

/** Who is only told to send slower is no case for anybody: it learns that by itself. */
function isFailing({ faults, tooFast }: AccountState): boolean {
  return faults >= FAULTS && tooFast === 0;
}
