import type { Tx } from "@belfry/store";

/** Counts a message that came back from an address for now. Returns how many in a row that are. */
export async function countBounce(
  tx: Tx,
  { channel, address }: { readonly channel: string; readonly address: string },
): Promise<number> {
  const { rows } = await tx.query<{ bounces: number }>({
    name: "notify-count-bounce",
    text: `
      insert into belfry.bounce_streaks as s (channel, address, bounces, last_at)
      values ($1, lower($2), 1, belfry.now())
      on conflict (address, channel) do update set bounces = least(s.bounces + 1, 1000), last_at = excluded.last_at
      returning bounces`,
    values: [channel, address],
  });
  return rows[0]?.bounces ?? 0;
}
