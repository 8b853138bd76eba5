import type { MessageAttachment, MessagePriority } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { EscalationView } from "../messages/message-views.ts";

export interface MessageRow {
  readonly id: number;
  readonly channel: string;
  readonly account: string | null;
  readonly executionId: number | null;
  readonly subject: string;
  readonly text: string | null;
  readonly html: string | null;
  readonly markdown: string | null;
  readonly attachments: readonly MessageAttachment[];
  readonly labels: Readonly<Record<string, string>>;
  readonly priority: MessagePriority;
  readonly businessKey: string | null;
  readonly scheduledAt: Date | null;
  readonly expiresAt: Date | null;
  readonly sentBy: string | null;
  readonly template: string | null;
  readonly templateVersion: string | null;
  readonly rule: string | null;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
  readonly escalation: EscalationView | null;
  readonly createdAt: Date;
}

/** One message without its deliveries. */
export async function loadMessage(db: Queryable, id: number): Promise<MessageRow | undefined> {
  const { rows } = await db.query<MessageRow>({
    name: "notify-load-message",
    text: `
      select id, channel, account, execution_id as "executionId", content ->> 'subject' as subject,
             content ->> 'text' as text, content ->> 'html' as html, content ->> 'markdown' as markdown,
             content -> 'attachments' as attachments, created_at as "createdAt", labels,
             (array['urgent', 'normal', 'low'])[priority + 1] as priority, business_key as "businessKey",
             scheduled_at as "scheduledAt", expires_at as "expiresAt", sent_by as "sentBy", template,
             content ->> 'templateVersion' as "templateVersion", rule,
             acknowledged_at as "acknowledgedAt", acknowledged_by as "acknowledgedBy",
             (select json_build_object('dueAt', e.due_at, 'unless', e.unless, 'state', e.state, 'nextMessageId', e.next_message_id,
                'reason', e.reason)
              from belfry.escalations e where e.message_id = messages.id) as escalation
      from belfry.messages where id = $1`,
    values: [id],
  });
  return rows[0];
}
