import type { IncentiveLedger } from "../incentives.ts";
import type { DryRunOther } from "./dry-run-effect.ts";

/** A ledger of rewards in which nothing is booked: what would have been is shown. What is still to be said is said as it stands. */
export function triedIncentives(incentives: IncentiveLedger, show: (effect: DryRunOther) => void): IncentiveLedger {
  return {
    tellings: (campaign, limit) => incentives.tellings(campaign, limit),
    async run(campaign, given, { source, announce, complete }) {
      const rows = await countOf(given);
      const detail = { campaign, source, rows, announce, complete };
      show({ kind: "other", title: { zh: "登记合同", en: "Book contracts" }, detail });
      const nothing = { booked: 0, known: 0, leftOut: 0, quarantined: 0, proposed: 0, rewards: 0 };
      return { run: 0, campaign, rows, ...nothing };
    },
    async told(campaign, { contract, kind }) {
      const detail = { campaign, contract, kind };
      show({ kind: "other", title: { zh: "标记已通知", en: "Note that it was said" }, detail });
    },
  };
}

async function countOf(rows: Iterable<unknown> | AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  const iterator = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) count += 1;
  return count;
}
