import type { Tx } from "@belfry/store";

export interface NewFeed {
  readonly triggerId: number;
  readonly ruleId: number;
  readonly kind: string;
  readonly mode: "poll" | "subscribe";
  /** Where an earlier trigger of the same name has got to. */
  readonly cursor: unknown;
}

/** Makes the feed of a trigger, or lets one go on whose rule was disabled, from where it has got to. */
export async function upsertFeed(tx: Tx, { triggerId, ruleId, kind, mode, cursor }: NewFeed): Promise<void> {
  await tx.query({
    name: "upsert-feed",
    text: `
      insert into belfry.trigger_feeds as f (trigger_id, rule_id, kind, mode, cursor, since, due_at)
      values ($1, $2, $3, $4, $5, belfry.now(), belfry.now())
      on conflict (trigger_id) do update
        set state = 'connecting', since = belfry.now(), due_at = belfry.now(), attempts = 0
        where f.state = 'idle'`,
    values: [triggerId, ruleId, kind, mode, cursor === undefined ? null : JSON.stringify(cursor)],
  });
}
