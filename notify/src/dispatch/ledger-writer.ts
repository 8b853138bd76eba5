import { AppError } from "@belfry/model";
import { createGroupWriter, type GroupWriter } from "@belfry/store";
import type { NotifyDeps } from "../notify-context.ts";
import { lockMessages } from "../sql/lock-messages.ts";
import { recordOutcomes, type OutcomeRecord } from "../sql/record-outcomes.ts";
import { placeSends } from "./place-sends.ts";
import type { SendRequest } from "./send-request.ts";
import { wakeSettled } from "./wake-settled.ts";

/** A type and not an interface: only a type may stand where a record is asked for. */
type LedgerWrites = { readonly intent: SendRequest; readonly outcome: OutcomeRecord };
export type LedgerWriter = GroupWriter<LedgerWrites>;

/** Writes intents and outcomes of all sends of this process in shared transactions. Refused writes reject with LEASE_LOST. */
export function createLedgerWriter(deps: NotifyDeps): LedgerWriter {
  return createGroupWriter<LedgerWrites>({
    store: deps.store,
    statements: {
      intent: placeSends,
      async outcome(tx, records) {
        const messageIds = [...new Set(records.map(({ messageId }) => messageId))];
        await lockMessages(tx, messageIds);
        const refused = await recordOutcomes(tx, records);
        await wakeSettled(deps, tx, messageIds);
        return refused;
      },
    },
    refusal: () => new AppError("LEASE_LOST"),
    onRetry: (error) =>
      deps.log.warn("The delivery ledger could not be written; trying again.", { error: String(error) }),
  });
}
