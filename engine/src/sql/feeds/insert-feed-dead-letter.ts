import type { Problem } from "@belfry/model";
import type { Tx } from "@belfry/store";

/** Keeps what came through a feed and could not be read; nothing new when the same lies open already. */
export async function insertFeedDeadLetter(
  tx: Tx,
  letter: {
    readonly broughtBy: string;
    readonly triggerId: number;
    readonly raw: string;
    readonly problems: readonly Problem[];
  },
): Promise<void> {
  await tx.query({
    name: "insert-feed-dead-letter",
    text: `
      insert into belfry.event_dead_letters (received_at, brought_by, trigger_id, raw, problems)
      select belfry.now(), $1, $2, $3, $4
      where not exists (
        select from belfry.event_dead_letters where state = 'open' and trigger_id = $2 and md5(raw) = md5($3) and raw = $3)`,
    values: [letter.broughtBy, letter.triggerId, letter.raw, JSON.stringify(letter.problems)],
  });
}
