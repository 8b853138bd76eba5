import type { ApprovalRequest } from "@belfry/model";
import type { Tx } from "@belfry/store";

/**
 * Writes a request and returns its id; nothing when one for its subject waits already. Who made a key that asks counts
 * among those who asked: a key is no second person.
 */
export async function insertApproval(
  tx: Tx,
  request: ApprovalRequest & { readonly waitMs: number },
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>({
    name: "access-insert-approval",
    text: `
      insert into belfry.approvals (kind, subject, rule, labels, execution_id, message_id, reason, requested_by, requested_at,
        expires_at, sample)
      select $1, $2, $3, $4::jsonb, $5, $6, $7,
        array(select unnest($8::text[])
              union select k.created_by from belfry.api_keys k
              where lower(k.name) = any(select lower(asked) from unnest($8::text[]) as asked)
              order by 1),
        clock.at, clock.at + $9 * interval '1 millisecond', $10::jsonb
      from (select belfry.now() as at) clock
      on conflict (subject) where state = 'pending' do nothing
      returning id`,
    values: [
      request.kind,
      request.subject,
      request.rule,
      JSON.stringify(request.labels),
      request.executionId ?? null,
      request.messageId ?? null,
      request.reason,
      [...new Set(request.requestedBy)],
      request.waitMs,
      JSON.stringify(request.sample),
    ],
  });
  return rows[0]?.id;
}
