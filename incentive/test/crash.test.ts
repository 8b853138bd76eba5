/** A run that ends in the middle, at every point where that matters: the next one books the rest, and nothing twice. */
import { expect, test } from "vitest";
import { ledgerFaultPoints } from "../src/ledger/fault-points.ts";
import { createIncentives } from "../src/index.ts";
import { by, manyContracts, runOf, sourceRows, startLedger } from "./ledger-fixture.ts";

const campaign = "BJ-2025-05";

test.each(ledgerFaultPoints)(
  "ended %s, the next run books the rest once",
  async (point) => {
    await using ledger = await startLedger();
    const { incentives, database } = ledger;
    await incentives.installCampaign(campaign, { by });
    // More than one part.
    const rows = sourceRows(manyContracts(20_300));
    let isBroken = true;
    const dying = createIncentives({
      store: database.store,
      faults: {
        at: (reached) => {
          if (isBroken && reached === point) throw new Error("The process is gone.");
        },
      },
    });
    await expect(dying.run(runOf(campaign, rows))).rejects.toThrow("The process is gone.");
    isBroken = false;
    await incentives.run(runOf(campaign, rows));
    const totals = await incentives.totals({ campaign, scope: null });
    expect(totals.contracts).toBe(20_300);
    expect((await incentives.verifyIncentives())[0]?.wrong).toEqual([]);

    await using other = await startLedger();
    await other.incentives.installCampaign(campaign, { by });
    await other.incentives.run(runOf(campaign, rows));
    expect(totals).toEqual(await other.incentives.totals({ campaign, scope: null }));
  },
  120_000,
);
