import type { Tx } from "@belfry/store";
import { countRun } from "../sql/count-run.ts";
import { loadBookedIds } from "../sql/load-booked-ids.ts";
import { proposeCorrections } from "../sql/propose-corrections.ts";
import { lockedCampaign } from "./ledger-campaign.ts";
import type { OpenRun } from "./run-part.ts";

const IDS_AT_ONCE = 50_000;

/** Proposes to withdraw what is booked and is not in a complete source. Returns how many proposals are new. */
export async function proposeWithdrawals(tx: Tx, run: OpenRun, seen: ReadonlySet<string>): Promise<number> {
  const { id: campaignId } = await lockedCampaign(tx, run.key);
  let proposed = 0;
  let after = 0;
  for (;;) {
    const page = await loadBookedIds(tx, campaignId, { after, limit: IDS_AT_ONCE });
    const gone = page.filter(({ contractId }) => !seen.has(contractId));
    if (gone.length > 0)
      proposed += await proposeCorrections(
        tx,
        { campaignId, run: run.id, author: run.author },
        gone.map(({ id, amountFen }) => ({
          contract: id,
          kind: "withdrawn",
          amountFen: null,
          beforeFen: amountFen,
          facts: null,
          reason: `It is no longer in ${run.source}.`,
        })),
      );
    const last = page.at(-1);
    if (last === undefined || page.length < IDS_AT_ONCE) break;
    after = last.id;
  }
  const none = { rows: 0, booked: 0, known: 0, leftOut: 0, quarantined: 0, rewards: 0 };
  if (proposed > 0) await countRun(tx, run.id, { ...none, proposed });
  return proposed;
}
