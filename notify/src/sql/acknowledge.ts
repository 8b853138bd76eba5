import type { Tx } from "@belfry/store";

/** Notes that somebody has seen a message. Nothing when there is no such message. */
export async function acknowledge(
  tx: Tx,
  { messageId, by }: { readonly messageId: number; readonly by: string },
): Promise<"now" | "before" | undefined> {
  const { rows } = await tx.query<{ done: boolean }>({
    name: "notify-acknowledge",
    text: `
      with done as (
        update belfry.messages set acknowledged_at = belfry.now(), acknowledged_by = $2
        where id = $1 and acknowledged_at is null returning id)
      select exists (select from done) as done from belfry.messages where id = $1`,
    values: [messageId, by],
  });
  const [row] = rows;
  if (row === undefined) return undefined;
  return row.done ? "now" : "before";
}
