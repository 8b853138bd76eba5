import type { OutgoingMessage } from "@belfry/model";
import type { Tx } from "@belfry/store";

export interface DueEscalation {
  readonly messageId: number;
  /** The messages of the chain so far. */
  readonly chain: readonly number[];
  readonly next: OutgoingMessage;
  /** Why nothing more is to be sent; null: it is. */
  readonly reached: string | null;
  readonly rule: string | null;
  readonly action: string | null;
  readonly executionId: number | null;
  readonly sentBy: string | null;
  /** Of the message before it, with those of its rule. */
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * The step that is due first, locked, with whether somebody has got one of the messages of its chain. One whose message
 * waits for a second person is looked at again in a minute.
 */
export async function takeDueEscalation(tx: Tx): Promise<DueEscalation | undefined> {
  const { rows } = await tx.query<DueEscalation>({
    name: "notify-take-due-escalation",
    text: `
      with waiting as (
        update belfry.escalations e set due_at = belfry.now() + interval '1 minute'
        from belfry.messages m
        where e.state = 'waiting' and e.due_at <= belfry.now() and m.id = e.message_id and m.hold = 'waiting'),
      due as materialized (
        select e.message_id, e.chain, e.next, e.unless from belfry.escalations e
        where e.state = 'waiting' and e.due_at <= belfry.now() and not exists (
          select from belfry.messages m where m.id = e.message_id and m.hold = 'waiting')
        order by e.due_at limit 1 for update skip locked)
      select due.message_id as "messageId", due.chain::float8[] as chain, due.next, m.rule, m.action, m.execution_id as "executionId",
             m.sent_by as "sentBy", m.labels,
             coalesce(
               (select 'Message ' || a.id || ' was acknowledged by ' || a.acknowledged_by || '.' from belfry.messages a
                where a.id = any(due.chain) and a.acknowledged_at is not null order by a.id limit 1),
               (select 'Message ' || d.message_id || ' was ' || d.state || ' for a recipient.' from belfry.deliveries d
                where d.message_id = any(due.chain)
                  and (d.state = 'delivered' and due.unless in ('accepted', 'delivered') or d.state = 'accepted' and due.unless = 'accepted')
                order by d.id limit 1)) as reached
      from due join belfry.messages m on m.id = due.message_id`,
  });
  return rows[0];
}
