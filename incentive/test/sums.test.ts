/** Whatever is run, corrected, revised and closed, in whatever order: every total is the sum of the entries. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Correction } from "../src/ledger/decide-correction.ts";
import { by, manyContracts, runOf, sourceRows, startLedger } from "./ledger-fixture.ts";

/** What was never booked, or is withdrawn already, cannot be corrected. */
const REFUSALS = new Set(["INCENTIVE_CORRECTION_REFUSED", "INCENTIVE_CONTRACT_NOT_FOUND"]);
const campaign = "BJ-2025-10";

type Step =
  | { readonly kind: "run"; readonly from: number; readonly count: number; readonly complete: boolean }
  | { readonly kind: "amount"; readonly contract: number; readonly yuan: number }
  | {
      readonly kind: "facts";
      readonly contract: number;
      readonly who: number;
      readonly day: number;
      readonly own: boolean;
    }
  | { readonly kind: "withdraw"; readonly contract: number }
  | { readonly kind: "revise"; readonly award: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant("run" as const),
    from: fc.integer({ min: 0, max: 60 }),
    count: fc.integer({ min: 1, max: 40 }),
    complete: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("amount" as const),
    contract: fc.integer({ min: 1, max: 100 }),
    yuan: fc.integer({ min: 0, max: 300_000 }),
  }),
  fc.record({
    kind: fc.constant("facts" as const),
    contract: fc.integer({ min: 1, max: 100 }),
    who: fc.integer({ min: 0, max: 4 }),
    day: fc.integer({ min: 10, max: 28 }),
    own: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("withdraw" as const), contract: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ kind: fc.constant("revise" as const), award: fc.integer({ min: 201, max: 399 }) }),
);

test("every total is the sum of entries", async () => {
  const all = sourceRows(
    manyContracts(100, { people: 3, day: "2025-10-" }).map((contract, n) => ({
      ...contract,
      yuan: Number(contract.yuan) * 3,
      type: n % 3 === 0 ? 1 : 2,
      address: `路 ${n % 7}`,
    })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      await using ledger = await startLedger();
      const { incentives } = ledger;
      await incentives.installCampaign(campaign, { by });
      for (const [n, one] of steps.entries()) {
        if (one.kind === "run")
          await incentives.run(runOf(campaign, all.slice(one.from, one.from + one.count), { complete: one.complete }));
        else if (one.kind === "revise") {
          const { definition } = await incentives.getCampaign(campaign);
          const awards = { ...(definition["awards"] as object), 达标奖: one.award };
          await incentives.putCampaign({ ...definition, revision: `r${n}`, awards }, { by });
        } else {
          await incentives
            .correct(campaign, { contract: `c-${one.contract}`, change: changeOf(one), reason: "x" }, { by })
            .catch((error: unknown) => {
              if (!REFUSALS.has((error as { code?: string }).code ?? "")) throw error;
            });
        }
        expect((await incentives.verifyIncentives())[0]?.wrong).toEqual([]);
      }
    }),
    { numRuns: 12, seed: 7 },
  );
}, 300_000);

function changeOf(one: Exclude<Step, { readonly kind: "run" | "revise" }>): Correction["change"] {
  if (one.kind === "amount") return { amountFen: one.yuan * 100 };
  if (one.kind === "withdraw") return { withdrawn: true };
  const orderType = one.own ? "selfReferral" : "platform";
  return { facts: { housekeeper: `管家${one.who}`, signedAt: `2025-10-${one.day}`, orderType } };
}
