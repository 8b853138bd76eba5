import { CellState, type MemberSelection } from "@belfry/model";
import type { BackfillRow } from "../../sql/grid/backfill/select-backfills.ts";

export interface BackfillView {
  readonly id: number;
  readonly state: BackfillRow["state"];
  readonly mode: BackfillRow["mode"];
  readonly from: string;
  readonly until: string;
  /** Null: all. */
  readonly tasks: readonly string[] | null;
  readonly only: MemberSelection | null;
  readonly reason: string | null;
  readonly notify: boolean;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly endedAt: Date | null;
  /** How many cells it is for. */
  readonly total: number;
  /** How many of them are written. */
  readonly written: number;
  /** How many of the written are in each state. */
  readonly states: Readonly<Record<CellState, number>>;
  /** How many have come to an end, for good or bad. */
  readonly ended: number;
  readonly percent: number;
  /** When it will be done if it goes on as it has; null when nobody can say, or it does not go on. */
  readonly etaAt: Date | null;
}

/** A backfill with how far it is. */
export function backfillView(row: BackfillRow): BackfillView {
  const { request, states, total, written, estimateMs, workedMs, now, ...rest } = row;
  const notDone = Object.values(states).reduce((sum, n) => sum + n, 0);
  const all = Object.fromEntries(
    CellState.options.map((state) => [state, state === "done" ? Math.max(0, written - notDone) : (states[state] ?? 0)]),
  ) as Record<CellState, number>;
  const ended = Math.max(0, written - all.pending - all.running);
  const leftMs = ended > 0 ? ((total - ended) * workedMs) / ended : estimateMs;
  const { id, state, mode, from, until, reason, notify, createdAt, createdBy, endedAt } = rest;
  return {
    id,
    state,
    mode,
    from,
    until,
    tasks: request.tasks ?? null,
    only: request.only ?? null,
    reason,
    notify,
    createdAt,
    createdBy,
    endedAt,
    total,
    written,
    states: all,
    ended,
    percent: total === 0 ? 100 : Math.floor((ended * 1_000) / total) / 10,
    etaAt: state === "running" && leftMs !== null ? new Date(now.getTime() + leftMs) : null,
  };
}
