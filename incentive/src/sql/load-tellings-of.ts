import type { Queryable } from "@belfry/store";
import type { ToldOfContract } from "./list-contracts.ts";

export async function loadTellingsOf(db: Queryable, contract: number): Promise<ToldOfContract[]> {
  const { rows } = await db.query<ToldOfContract>({
    name: "incentive-load-tellings-of",
    text: `
      select kind, text, state, message_id as "messageId", told_at as "toldAt"
      from belfry.incentive_tellings where contract = $1 order by id`,
    values: [contract],
  });
  return rows;
}
