import type { Tx } from "@belfry/store";
import type { FactChange } from "../evaluate/contract-facts.ts";

/** `facts`: others than its amount alone. `revision`: the rules of the campaign, and no contract of its own. */
export type CorrectionKind = "amount" | "facts" | "withdrawn" | "revision";

export interface BookedCorrection {
  readonly campaignId: number;
  readonly contract: number | null;
  readonly kind: CorrectionKind;
  readonly amountFen: number | null;
  readonly beforeFen: number | null;
  readonly facts: readonly FactChange[] | null;
  readonly revision: string | null;
  /** How many adjustments it came to. */
  readonly entries: number;
  readonly reason: string;
  readonly author: string;
}

/** Notes a correction that was booked, in the place of what was proposed for the contract. */
export async function insertCorrection(tx: Tx, correction: BookedCorrection): Promise<number> {
  const { rows } = await tx.query<{ id: number }>({
    name: "incentive-insert-correction",
    text: `
      with decided as (
        update belfry.incentive_corrections
        set state = 'booked', kind = $3, amount_fen = $4, entries = $7, reason = $8, author = $9, decided_by = $9,
            decided_at = belfry.now(), facts = $10
        where contract = $2 and state = 'proposed'
        returning id),
      added as (
        insert into belfry.incentive_corrections (campaign_id, contract, kind, amount_fen, before_fen, revision, entries, reason,
          author, decided_by, facts, state, created_at, decided_at)
        select $1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, 'booked', belfry.now(), belfry.now()
        where not exists (select from decided)
        returning id)
      select id from decided union all select id from added`,
    values: [
      correction.campaignId,
      correction.contract,
      correction.kind,
      correction.amountFen,
      correction.beforeFen,
      correction.revision,
      correction.entries,
      correction.reason,
      correction.author,
      correction.facts === null ? null : JSON.stringify(correction.facts),
    ],
  });
  return rows[0]?.id ?? 0;
}
