import type { Tx } from "@belfry/store";
import type { BreakerFailure, BreakerState } from "./breaker-row.ts";

/** What becomes of a breaker. */
export interface BreakerTurn {
  readonly connection: string;
  readonly state: BreakerState;
  readonly openedBy: string | null;
  /** @default the reason it had */
  readonly reason?: string;
  /** @default the failure it had */
  readonly failure?: BreakerFailure;
  readonly pauses: number;
  readonly allowance: number;
  /** After how long it is called again, or at which time. @default nobody knows */
  readonly pauseMs?: number;
  readonly until?: Date;
  /** After how long a node looks at it. @default when it is called again */
  readonly lookMs?: number;
}

/** Changes a breaker that is locked, and returns its new epoch: what was let in before does not count any more. */
export async function turnBreaker(tx: Tx, turn: BreakerTurn): Promise<{ epoch: number; until: Date | number }> {
  const { rows } = await tx.query<{ epoch: number; until: Date | number }>({
    name: "turn-breaker",
    text: `
      with now as materialized (select belfry.now() as at)
      update belfry.breakers b
      set state = $2, epoch = b.epoch + 1,
        since = case when b.state = $2 then b.since else now.at end, opened_at = case when b.state = 'closed' then now.at else b.opened_at end,
        opened_by = $3, reason = coalesce($4, b.reason), failure = coalesce($5::jsonb, b.failure),
        failed_at = case when $5::jsonb is null then b.failed_at else now.at end,
        pauses = $6, allowance = $7, succeeded = 0,
        probe_at = coalesce(now.at + $8::float8 * interval '1 millisecond', $9::timestamptz, 'infinity'),
        look_at = coalesce(now.at + coalesce($10::float8, $8::float8) * interval '1 millisecond', $9::timestamptz, 'infinity')
      from now where b.connection = $1
      returning b.epoch, b.probe_at as until`,
    values: [
      turn.connection,
      turn.state,
      turn.openedBy,
      turn.reason ?? null,
      turn.failure === undefined ? null : JSON.stringify(turn.failure),
      turn.pauses,
      turn.allowance,
      turn.pauseMs ?? null,
      turn.until ?? null,
      turn.lookMs ?? null,
    ],
  });
  const [row] = rows;
  if (row === undefined) throw new Error(`The breaker of ${turn.connection} was locked and is gone.`);
  return row;
}
