import type { Tx } from "@belfry/store";
import type { Escalation } from "../escalation/escalation.ts";

/** Writes what happens when nobody has got messages in time, counted from when they are to be sent. */
export async function insertEscalations(
  tx: Tx,
  escalations: readonly (Escalation & { readonly messageId: number; readonly chain: readonly number[] })[],
): Promise<void> {
  await tx.query({
    name: "notify-insert-escalations",
    text: `
      insert into belfry.escalations (message_id, chain, due_at, unless, next)
      select m.id, array(select jsonb_array_elements_text(e.item -> 'chain')::bigint) || m.id,
             greatest(m.created_at, m.scheduled_at) + (e.item ->> 'afterMs')::float8 * interval '1 millisecond',
             e.item ->> 'unless', e.item -> 'next'
      from jsonb_array_elements($1::jsonb) as e (item)
      join belfry.messages m on m.id = (e.item ->> 'messageId')::bigint`,
    values: [JSON.stringify(escalations)],
  });
}
