import type { IncentiveLedger } from "@belfry/plugin-kit";
import type { Incentives } from "./create-incentives.ts";

/** The ledger as an action of an execution sees it. What it books stands in its run and not in the audit log. */
export function actionIncentives(
  incentives: Pick<Incentives, "run" | "reader" | "tellings" | "told">,
  execution: { readonly id: number; readonly rule: string },
): IncentiveLedger {
  return {
    run: (campaign, rows, { source, columns, complete, announce }) =>
      incentives.run({
        campaign,
        read: incentives.reader(rows, { source, columns }),
        source,
        complete,
        announce,
        author: execution.rule,
        executionId: execution.id,
      }),
    tellings: (campaign, limit) => incentives.tellings(campaign, limit),
    told: (campaign, told) => incentives.told(campaign, told),
  };
}
