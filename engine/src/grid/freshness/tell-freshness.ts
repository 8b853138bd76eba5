/**
 * Looks at the periods of a grid and tells of them as events: that one is complete, late, or still late. Each event is named
 * by the period and by what it says, and that it was told is written in the transaction that accepts it: so it is told
 * once, however many nodes look and whenever one of them dies.
 */
import type { GridTaskType } from "@belfry/model";
import type { IncomingEvent } from "@belfry/plugin-kit";
import { acceptEvents, type AcceptDeps } from "../../incoming/accept-events.ts";
import { selectOpenFreshness, type OpenFreshness } from "../../sql/grid/freshness/select-open-freshness.ts";
import { settleFreshness, type FreshnessChange } from "../../sql/grid/freshness/settle-freshness.ts";
import { freshnessCounts, freshnessState, judgeFreshness, type FreshnessVerdict } from "./judge-freshness.ts";
import type { WatchedGrid } from "./watch-periods.ts";

export interface ToldFreshness {
  /** Whether anything was told. */
  readonly told: boolean;
  /** When something is due next; nothing when all is complete or told. */
  readonly next: Date | undefined;
  /** Whether cells are waited for. */
  readonly waits: boolean;
}

type Telling = { readonly row: OpenFreshness; readonly verdict: FreshnessVerdict };

export async function tellFreshness(deps: AcceptDeps, grid: WatchedGrid): Promise<ToldFreshness> {
  const { now, gridId } = grid;
  const rows = await selectOpenFreshness(deps.store, gridId);
  const judged = rows.map((row): Telling => ({ row, verdict: judgeFreshness(row, now) }));
  const events = judged.flatMap((one) => eventsOf(grid, one));
  const changes = judged.flatMap(changeOf);
  if (events.length > 0)
    await acceptEvents(deps, events, {
      broughtBy: "belfry",
      onWritten: (tx) => settleFreshness(tx, changes),
    });
  else if (changes.length > 0) await settleFreshness(deps.store, changes);
  const open = rows.filter(({ states }) => !freshnessCounts(states).isComplete);
  const due = open
    .flatMap(({ deadlineAt, escalateAt }) => [deadlineAt, ...(escalateAt === null ? [] : [escalateAt])])
    .filter((at) => at > now);
  const next = due.length === 0 ? undefined : new Date(Math.min(...due.map((at) => at.getTime())));
  return { told: events.length > 0, next, waits: open.length > 0 };
}

function changeOf({ row, verdict }: Telling): FreshnessChange[] {
  const { total, isComplete } = freshnessCounts(row.states);
  const { begins, isLate, escalates, announces, stale, closes } = verdict;
  const completes = isComplete && row.completeAt === null;
  const isSame =
    !(begins || isLate || escalates || closes || completes) && announces === undefined && stale === row.stale;
  if (isSame) return [];
  return [{ id: row.id, begins, isComplete, isLate, escalates, announces: announces ?? null, total, stale, closes }];
}

function eventsOf(grid: WatchedGrid, { row, verdict }: Telling): IncomingEvent[] {
  const { isLate, escalates, announces } = verdict;
  return [
    ...(isLate ? [freshnessEvent(grid, row, { type: "late", id: "late" })] : []),
    ...(escalates ? [freshnessEvent(grid, row, { type: "escalated", id: "escalated" })] : []),
    ...(announces === undefined
      ? []
      : [freshnessEvent(grid, row, { type: "complete", id: `complete/${announces}`, announcement: announces })]),
  ];
}

/** A period as rules see it. */
function freshnessEvent(
  { slug, definition, now }: WatchedGrid,
  row: OpenFreshness,
  {
    type,
    id,
    announcement = row.announced,
  }: { readonly type: string; readonly id: string; readonly announcement?: number },
): IncomingEvent {
  const { task, label, start, end, baseDate, deadlineAt, states } = row;
  const { total, settled, isComplete } = freshnessCounts(states);
  const { etaAt } = freshnessState(row, now);
  const known: GridTaskType | undefined = definition.taskTypes.find((one) => one.task === task);
  return {
    source: `belfry:/grids/${slug}`,
    id: `${row.id}/${id}`,
    type: `belfry.grid.${type}`,
    subject: task,
    occurredAt: now,
    data: {
      grid: slug,
      name: definition.name,
      task,
      taskName: known?.name ?? task,
      period: { label, start, end },
      baseDate,
      total,
      settled,
      missing: total - settled,
      percent: percentOf(settled, total),
      states,
      complete: isComplete,
      announcement,
      again: announcement > 1,
      deadlineAt: deadlineAt.toISOString(),
      etaAt: etaAt?.toISOString() ?? null,
    },
  };
}

/** With one decimal, and 100 only when nothing is missing. */
export function percentOf(settled: number, total: number): number {
  return total === 0 ? 0 : Math.floor((settled * 1_000) / total) / 10;
}
