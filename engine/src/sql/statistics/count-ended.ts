import type { Tx } from "@belfry/store";
import { endedExecutions, factsOfEnded, reopenedExecutions } from "./ended-facts.ts";

export interface CountedSpan {
  readonly from: Date;
  readonly until: Date;
  readonly timeZone: string;
  readonly jumpId: number;
}

/**
 * Adds what ended in a span to the statistics of its days, takes back what was counted before and is open again, and moves
 * the count on to the end of the span: all of it or nothing, so that a crash counts nothing twice. What is open again and
 * ended in the span or later was never counted.
 */
export async function countEnded(tx: Tx, span: CountedSpan): Promise<void> {
  await tx.query({
    name: "count-ended",
    text: `
      with reopened as (
        delete from belfry.statistics_reopened returning *
      ), ended as (${endedExecutions} and finished_at >= $1 and finished_at < $2
        union all ${reopenedExecutions} from reopened where finished_at < $1
      ), facts as (${factsOfEnded}
      ), counted as (
        insert into belfry.statistics as s (day, rule_id, kind, key, n)
        select day, coalesce(rule_id, 0), kind, key, sum(n) from facts
        group by grouping sets ((day, rule_id, kind, key), (day, kind, key))
        on conflict (kind, day, rule_id, key) do update set n = s.n + excluded.n
      )
      update belfry.statistics_progress set counted_until = $2, jump_id = $4`,
    values: [span.from, span.until, span.timeZone, span.jumpId],
  });
}
