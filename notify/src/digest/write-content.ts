import type { Tx } from "@belfry/store";
import type { MessageContent } from "../accept/message-content.ts";
import type { ChannelLookup } from "../channel-registry.ts";
import type { NotifyDeps } from "../notify-context.ts";
import { loadGathered } from "../sql/load-gathered.ts";
import { writeDigest } from "../sql/write-digest.ts";
import { digestContent, MOST_LISTED } from "./digest-content.ts";

export type DigestDeps = Pick<NotifyDeps, "publicUrl"> & {
  readonly channelOf: ChannelLookup;
  readonly timeZone: string;
};

/** Writes anew what a digest says. Nothing when nothing is left in it. */
export async function writeContent(
  { channelOf, publicUrl, timeZone }: DigestDeps,
  tx: Tx,
  digest: { readonly id: number; readonly channel: string },
): Promise<MessageContent | undefined> {
  const gathered = await loadGathered(tx, digest.id, MOST_LISTED);
  if (gathered.count === 0) return undefined;
  const content = digestContent(gathered, { channel: channelOf(digest.channel), publicUrl, timeZone });
  await writeDigest(tx, { id: digest.id, content, labels: gathered.labels });
  return content;
}
