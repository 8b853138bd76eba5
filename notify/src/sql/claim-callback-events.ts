import type { Tx } from "@belfry/store";
import type { ToldEvent } from "../callbacks/callback-body.ts";

export interface ClaimedEvent extends ToldEvent {
  readonly callbackId: number;
  readonly callback: string;
  readonly url: string;
  /** Names in the vault; the second one while it signs, too. */
  readonly secrets: readonly string[];
  /** This call included. */
  readonly tries: number;
  readonly installation: string;
  /** It was put off: an earlier one of its delivery waits or is under way. */
  readonly isBehind: boolean;
}

/**
 * Takes events that are due, some of each callback, so that one with many does not keep the others waiting. They are due
 * again after a minute: a process that dies while it calls leaves them to another one.
 *
 * Of one delivery the events go out one after the other: while an earlier one waits or is under way, a later one is put off
 * until that one is due again, and `recordCall` calls it back when the earlier one has ended.
 * @param busy the callbacks of which this process has enough under way
 */
export async function claimCallbackEvents(
  tx: Tx,
  options: { readonly busy: readonly number[]; readonly ofEach: number; readonly limit: number },
): Promise<ClaimedEvent[]> {
  const { rows } = await tx.query<ClaimedEvent>({
    name: "notify-claim-callback-events",
    text: `
      with open as materialized (
        select id from belfry.callbacks
        where enabled and verified_at is not null and disabled_at is null
          and (paused_until is null or paused_until <= belfry.now()) and id <> all($1::int[])),
      due as materialized (
        select e.id, (select min(b.next_at) from belfry.callback_events b
                      where b.delivery_id = e.delivery_id and b.callback_id = open.id and b.id < e.id
                        and b.status = 'waiting') as behind
        from open
        cross join lateral (
          select id, delivery_id from belfry.callback_events
          where callback_id = open.id and status = 'waiting' and next_at <= belfry.now()
          order by next_at, id limit $2
          for update skip locked) e
        limit $3),
      moved as (
        update belfry.callback_events e
        set tries = case when behind is null then e.tries + 1 else e.tries end,
            tried_at = case when behind is null then belfry.now() else e.tried_at end,
            next_at = greatest(behind, belfry.now() + interval '60 seconds')
        from due where e.id = due.id
        returning e.*, due.behind is not null as is_behind)
      select t.id, t.message_id as "messageId", t.delivery_id as "deliveryId", d.recipient, d.field, m.channel, t.state,
             t.previous, t.attempt, t.account, t.code, t.reason, m.business_key as "businessKey", m.labels, t.at, t.tries,
             c.id as "callbackId", c.name as callback, c.url,
             case when c.previous_until > belfry.now() then array[c.secret, c.previous_secret] else array[c.secret] end as secrets,
             (select id from belfry.installation) as installation, t.is_behind as "isBehind"
      from moved t
      join belfry.callbacks c on c.id = t.callback_id
      join belfry.messages m on m.id = t.message_id
      join belfry.deliveries d on d.id = t.delivery_id
      order by t.id`,
    values: [options.busy, options.ofEach, options.limit],
  });
  return rows;
}
