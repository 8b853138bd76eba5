import type { Queryable } from "@belfry/store";
import type { AttemptRow } from "./load-attempts.ts";

/** Every send of some deliveries, in order. */
export async function loadAttemptsOf(db: Queryable, deliveryIds: readonly number[]): Promise<AttemptRow[]> {
  const { rows } = await db.query<AttemptRow>({
    name: "notify-load-attempts-of",
    text: `
      select delivery_id as "deliveryId", attempt, account, started_at as "startedAt", finished_at as "finishedAt", outcome,
             reason, answer, provider_id as "providerId", code, segments
      from belfry.delivery_attempts
      where delivery_id = any($1::bigint[])
      order by delivery_id, attempt`,
    values: [deliveryIds],
  });
  return rows;
}
