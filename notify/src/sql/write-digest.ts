import type { Tx } from "@belfry/store";
import type { MessageContent } from "../accept/message-content.ts";

/** Writes what a digest says. */
export async function writeDigest(
  tx: Tx,
  digest: {
    readonly id: number;
    readonly content: MessageContent;
    readonly labels: Readonly<Record<string, string>>;
  },
): Promise<void> {
  await tx.query({
    name: "notify-write-digest",
    text: `update belfry.messages set content = $2, labels = $3 where id = $1`,
    values: [digest.id, JSON.stringify(digest.content), JSON.stringify(digest.labels)],
  });
}
