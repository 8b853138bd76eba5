import type { MessageAttachment } from "@belfry/model";
import type { Queryable } from "@belfry/store";

export interface MessageRow {
  readonly id: number;
  readonly channel: string;
  readonly account: string | null;
  readonly executionId: number | null;
  readonly subject: string;
  readonly text: string | null;
  readonly html: string | null;
  readonly attachments: readonly MessageAttachment[];
  readonly createdAt: Date;
}

/** One message without its deliveries. */
export async function loadMessage(db: Queryable, id: number): Promise<MessageRow | undefined> {
  const { rows } = await db.query<MessageRow>({
    name: "notify-load-message",
    text: `
      select id, channel, account, execution_id as "executionId", content ->> 'subject' as subject,
             content ->> 'text' as text, content ->> 'html' as html, content -> 'attachments' as attachments,
             created_at as "createdAt"
      from belfry.messages where id = $1`,
    values: [id],
  });
  return rows[0];
}
