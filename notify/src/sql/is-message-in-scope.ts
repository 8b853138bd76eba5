import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** Whether there is such a message and somebody with this scope may see it. */
export async function isMessageInScope(db: Queryable, id: number, scope: Scope | null): Promise<boolean> {
  const { count } = await db.query({
    name: "notify-is-message-in-scope",
    text: `select id from belfry.messages
      where id = $1 and ($2::jsonb is null or belfry.message_in_scope(execution_id, labels, $2))`,
    values: [id, scope],
  });
  return count > 0;
}
