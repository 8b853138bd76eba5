import type { Tx } from "@belfry/store";
import type { RateTurn } from "./rate-turn.ts";

/** Keeps the turn of an execution that lets go for it. */
export async function insertRateTurn(tx: Tx, turn: RateTurn, at: Date): Promise<void> {
  await tx.query({
    name: "insert-rate-turn",
    text: `
      insert into belfry.rate_turns (execution_id, action, iteration, key, turn_at) values ($1, $2, $3, $4, $5)
      on conflict (execution_id, action, iteration, key) do update set turn_at = excluded.turn_at`,
    values: [turn.executionId, turn.action, turn.iteration, turn.key, at],
  });
}
