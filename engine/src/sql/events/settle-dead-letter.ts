import type { Tx } from "@belfry/store";

export interface SettledDeadLetter {
  readonly raw: string;
  readonly broughtBy: string;
  readonly triggerId: number | null;
}

/** Settles a dead letter that is open, and gives what it holds. Nothing for one that is not. */
export async function settleDeadLetter(
  tx: Tx,
  id: number,
  { state, by }: { readonly state: "replayed" | "dismissed"; readonly by: string },
): Promise<SettledDeadLetter | undefined> {
  const { rows } = await tx.query<SettledDeadLetter>({
    name: "settle-dead-letter",
    text: `
      update belfry.event_dead_letters set state = $2, settled_by = $3, settled_at = belfry.now()
      where id = $1 and state = 'open'
      returning raw, brought_by as "broughtBy", trigger_id as "triggerId"`,
    values: [id, state, by],
  });
  return rows[0];
}
