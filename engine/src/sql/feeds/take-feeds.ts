import type { TriggerConfig } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** A feed that this node now holds, with everything it needs to work for it. */
export interface TakenFeed {
  readonly triggerId: number;
  readonly ruleId: number;
  readonly epoch: number;
  readonly kind: string;
  readonly mode: "poll" | "subscribe";
  /** Null at first. */
  readonly cursor: unknown;
  /** Failures since it last worked. */
  readonly attempts: number;
  /** The name of the rule. */
  readonly rule: string;
  /** Its present version. */
  readonly ruleVersion: number;
  /** The name of the trigger within the rule. */
  readonly name: string;
  readonly config: TriggerConfig;
}

export interface FeedTaking {
  readonly node: number;
  /** What this node has plugins for. */
  readonly kinds: readonly string[];
  /** How many polls it has room for. */
  readonly polls: number;
}

/** A feed that nobody took for so long is taken by whoever sees it: who should have may not have its plugin. */
const LEFT_OVER_MS = 3_000;

/**
 * Takes feeds that are due and that nobody holds: for one question each those that ask, for good those that listen. Of
 * the latter a node takes its fair share, so that one that starts first does not get them all. Nothing for a node whose
 * row is gone: the lock on it makes those who remove the node wait, and they then give back what was taken here.
 */
export async function takeFeeds(db: Queryable, { node, kinds, polls }: FeedTaking): Promise<TakenFeed[]> {
  const { rows } = await db.query<TakenFeed>({
    name: "take-feeds",
    text: `
      with me as (
        select id from belfry.nodes where id = $1 and not draining for key share
      ), share as (
        select ceil(count(*)::numeric / greatest(1, (select count(*) from belfry.nodes where 'scheduler' = any (roles) and not draining and not leaving)))
          - count(*) filter (where node = $1) as room
        from belfry.trigger_feeds where mode = 'subscribe' and state <> 'idle'
      ), asking as (
        select trigger_id from belfry.trigger_feeds
        where node is null and due_at <= belfry.now() and mode = 'poll' and kind = any ($2) and (select id from me) is not null
        order by due_at limit $3 for update skip locked
      ), listening as (
        select trigger_id from belfry.trigger_feeds
        where node is null and due_at <= belfry.now() and mode = 'subscribe' and kind = any ($2) and (select id from me) is not null
        order by due_at limit (select greatest(0, room) from share) for update skip locked
      ), left_over as (
        select trigger_id from belfry.trigger_feeds
        where node is null and due_at <= belfry.now() - $4 * interval '1 millisecond' and mode = 'subscribe' and kind = any ($2)
          and (select id from me) is not null
        order by due_at limit 10 for update skip locked
      ), due as (
        select trigger_id from asking union select trigger_id from listening union select trigger_id from left_over
      ), taken as (
        update belfry.trigger_feeds f set node = $1, epoch = epoch + 1, paused_since = null, paused_reason = null
        where f.trigger_id in (select trigger_id from due)
        returning f.trigger_id, f.rule_id, f.epoch, f.kind, f.mode, f.cursor, f.attempts
      )
      select f.trigger_id as "triggerId", f.rule_id as "ruleId", f.epoch, f.kind, f.mode, f.cursor, f.attempts,
        r.slug as rule, r.version as "ruleVersion", t.key as name, t.config
      from taken f join belfry.triggers t on t.id = f.trigger_id join belfry.rules r on r.id = f.rule_id
      order by f.trigger_id`,
    values: [node, kinds, polls, LEFT_OVER_MS],
  });
  return rows;
}
