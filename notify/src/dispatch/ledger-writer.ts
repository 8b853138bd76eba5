import { AppError } from "@belfry/model";
import { createGroupWriter, type GroupWriter, type Tx } from "@belfry/store";
import { gatherOverflow, type OverflowRecord } from "../digest/gather-overflow.ts";
import type { DigestDeps } from "../digest/write-content.ts";
import type { NotifyDeps } from "../notify-context.ts";
import { loadRecipients } from "../sql/load-recipients.ts";
import { lockMessages } from "../sql/lock-messages.ts";
import { recordOutcomes, type OutcomeRecord } from "../sql/record-outcomes.ts";
import { suppressByBounce } from "../suppression/suppress-by-bounce.ts";
import { placeSends } from "./place-sends.ts";
import type { SendRequest } from "./send-request.ts";
import { wakeSettled } from "./wake-settled.ts";

/** A type and not an interface: only a type may stand where a record is asked for. */
type LedgerWrites = {
  readonly intent: SendRequest;
  readonly outcome: OutcomeRecord;
  readonly gather: OverflowRecord;
};
export type LedgerWriter = GroupWriter<LedgerWrites>;

/** Writes intents and outcomes of all sends of this process in shared transactions. Refused writes reject with LEASE_LOST. */
export function createLedgerWriter(deps: NotifyDeps & DigestDeps): LedgerWriter {
  return createGroupWriter<LedgerWrites>({
    store: deps.store,
    // Two would wait for each other at the accounts' rows, and write half as much each.
    inFlight: 1,
    // Before any delivery is held: a node that takes over from another one locks messages, and then their deliveries.
    begin: async (tx, rowsOf) => {
      const messageIds = [...rowsOf("outcome"), ...rowsOf("gather")].map(({ messageId }) => messageId);
      if (messageIds.length > 0) await lockMessages(tx, messageIds);
    },
    statements: {
      intent: placeSends,
      async outcome(tx, records) {
        const refused = await recordOutcomes(tx, records);
        const concerning = records.flatMap(({ messageId, concernsOthers }) => (concernsOthers ? [messageId] : []));
        if (concerning.length > 0) await wakeSettled(deps, tx, [...new Set(concerning)]);
        await suppressGone(
          deps,
          tx,
          records.filter((_, place) => !refused.has(place)),
        );
        return refused;
      },
      gather: (tx, records) => gatherOverflow(deps, tx, records),
    },
    refusal: () => new AppError("LEASE_LOST"),
    onRetry: (error) =>
      deps.log.warn("The delivery ledger could not be written; trying again.", { error: String(error) }),
  });
}

/** Whoever does not exist is not sent to any more, as after a mail that came back. Last, because it writes into the audit trail. */
async function suppressGone(deps: NotifyDeps, tx: Tx, records: readonly OutcomeRecord[]): Promise<void> {
  const gone = new Map(
    records.flatMap(({ deliveryId, addressGone }) => (addressGone ? [[deliveryId, addressGone]] : [])),
  );
  if (gone.size === 0) return;
  for (const [deliveryId, { channel, recipient, messageId }] of await loadRecipients(tx, [...gone.keys()])) {
    const note = gone.get(deliveryId) ?? "";
    await suppressByBounce(deps, tx, { channel, address: recipient, kind: "hard", messageId, note });
  }
}
