import type { Queryable } from "@belfry/store";
import type { RateTurn } from "./rate-turn.ts";

/** Uses the turn that an execution let go for, when it has come; else says when it comes. Nothing when it has none. */
export async function takeRateTurn(
  db: Queryable,
  turn: RateTurn,
): Promise<{ readonly at: Date; readonly used: boolean } | undefined> {
  const { rows } = await db.query<{ at: Date; used: boolean }>({
    name: "take-rate-turn",
    text: `
      with mine as (
        select turn_at, turn_at <= (select belfry.now()) as used from belfry.rate_turns
        where execution_id = $1 and action = $2 and iteration = $3 and key = $4
      ), gone as (
        delete from belfry.rate_turns
        where execution_id = $1 and action = $2 and iteration = $3 and key = $4 and (select used from mine)
      )
      select turn_at as at, used from mine`,
    values: [turn.executionId, turn.action, turn.iteration, turn.key],
  });
  return rows[0];
}
