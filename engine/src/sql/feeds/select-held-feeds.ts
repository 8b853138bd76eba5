import type { Queryable } from "@belfry/store";

export interface HeldFeeds {
  /** The feeds that the database says a node holds, with the epoch under which it holds each. */
  readonly held: readonly { readonly triggerId: number; readonly epoch: number }[];
  /** How many of those that listen the node holds beyond its fair share. */
  readonly surplus: number;
}

/** What a node holds as the database sees it. What it works for beyond that is no longer its own. */
export async function selectHeldFeeds(db: Queryable, node: number): Promise<HeldFeeds> {
  const { rows } = await db.query<HeldFeeds>({
    name: "select-held-feeds",
    text: `
      select coalesce(json_agg(json_build_object('triggerId', trigger_id, 'epoch', epoch)) filter (where node = $1), '[]') as held,
        greatest(0, count(*) filter (where mode = 'subscribe' and node = $1) - ceil(count(*) filter (where mode = 'subscribe')::numeric
          / greatest(1, (select count(*) from belfry.nodes where 'scheduler' = any (roles) and not draining and not leaving))))::int as surplus
      from belfry.trigger_feeds where state <> 'idle'`,
    values: [node],
  });
  return rows[0] ?? { held: [], surplus: 0 };
}
