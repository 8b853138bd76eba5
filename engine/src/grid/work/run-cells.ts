/**
 * Cells that a rule of ours works on. The claim of a cell, its execution, and which of them belong together are written in
 * one transaction: there is no cell without its execution, and no execution without its cell. From then on the execution
 * obeys the rules of all executions, whatever process dies below it, and what it comes to is written to its cell once it
 * has ended. A cell that runs is not handed out, so nothing is done twice.
 */
import type { GridTaskType } from "@belfry/model";
import type { Store, Tx } from "@belfry/store";
import { startExecutions, type ExecutionStart } from "../../executions/start-executions.ts";
import type { CompiledRule } from "../../rules/compile-rule.ts";
import type { RuleCache } from "../../rules/rule-cache.ts";
import { selectNow } from "../../sql/clock/select-now.ts";
import { bindCellExecutions } from "../../sql/grid/bind-cell-executions.ts";
import { claimCells } from "../../sql/grid/claim-cells.ts";
import { endCellAttempts, type AttemptEnd } from "../../sql/grid/end-cell-attempts.ts";
import { findGridWork } from "../../sql/grid/find-grid-work.ts";
import { lockGridClaims } from "../../sql/grid/lock-grid-claims.ts";
import { selectCellRoom } from "../../sql/grid/select-cell-room.ts";
import { selectWorkGrid, type WorkGrid } from "../../sql/grid/select-work-grid.ts";
import { settleGridWork } from "../../sql/grid/settle-grid-work.ts";
import { takeGridWork } from "../../sql/grid/take-grid-work.ts";
import { selectRule } from "../../sql/rules/select-rule.ts";
import { backfillPriority } from "../backfill/backfill-priority.ts";
import { readCellKey } from "./cell-key.ts";
import { cellStart } from "./cell-start.ts";
import { claimedCell, MOST_LINES, type ClaimedCell } from "./claim-cells.ts";
import { claimTypes } from "./work-grid.ts";

export interface RunCellsDeps {
  readonly store: Store;
  readonly rules: RuleCache;
}

/** A transaction is over before the locks that it holds are missed. */
const CELLS_AT_ONCE = 100;
const BLOCKED_MS = 10_000;

/** Starts executions for cells of one grid. Returns of which and how many; nothing when there is no grid to look at. */
export async function runCells({
  store,
  rules,
}: RunCellsDeps): Promise<{ readonly grid: string; readonly started: number } | undefined> {
  return store.transaction(async (tx) => {
    const gridId = await findGridWork(tx);
    if (gridId === undefined) return undefined;
    await lockGridClaims(tx, gridId);
    // Another node has looked at it meanwhile.
    if (!(await takeGridWork(tx, gridId))) return undefined;
    const at = await selectNow(tx);
    const grid = await selectWorkGrid(tx, { id: gridId });
    const own = grid?.definition.taskTypes.filter(({ rule, enabled }) => rule !== undefined && enabled) ?? [];
    if (grid === undefined || own.length === 0) {
      await settleGridWork(tx, gridId, { taskTypeIds: [], more: false, at, blockedMs: BLOCKED_MS });
      return { grid: grid?.slug ?? "", started: 0 };
    }
    const compiled = await startableRules({ store, rules }, own);
    const { room, kept } = await selectCellRoom(tx);
    const limit = Math.min(CELLS_AT_ONCE, room);
    const taskTypeIds = own.flatMap(({ task }) => grid.types[task] ?? []);
    let started: ClaimedCell[] = [];
    let more = false;
    if (limit > 0 && compiled.size > 0) {
      const types = claimTypes(grid, ({ rule = "" }) => compiled.has(rule), Number.POSITIVE_INFINITY);
      const claim = async (most: number, below?: number): Promise<ClaimedCell[]> => {
        if (most <= 0) return [];
        const asked = { heldBy: Array.from({ length: most }, () => "belfry"), ...(below !== undefined && { below }) };
        const { cells, parked } = await claimCells(tx, { gridId, types, selection: {}, lines: MOST_LINES, ...asked });
        more ||= parked > 0 || cells.length > 0;
        return cells.map((row) => claimedCell(grid, row));
      };
      const daily = await claim(limit, backfillPriority(0));
      const left = Math.min(limit, room - kept) - daily.length;
      started = [...daily, ...(await claim(left))];
      await start(tx, { grid, compiled, rules }, started);
    }
    await settleGridWork(tx, gridId, { taskTypeIds, more, at, blockedMs: BLOCKED_MS });
    return { grid: grid.slug, started: started.length };
  });
}

/** The rules that task types name, as far as they are enabled. */
async function startableRules(
  { store, rules }: RunCellsDeps,
  tasks: readonly GridTaskType[],
): Promise<ReadonlyMap<string, CompiledRule>> {
  const compiled = new Map<string, CompiledRule>();
  for (const slug of new Set(tasks.flatMap(({ rule }) => rule ?? []))) {
    const row = await selectRule(store, slug);
    if (row?.status === "enabled") compiled.set(slug, await rules.toStart(row.id, row.version));
  }
  return compiled;
}

interface StartContext {
  readonly grid: WorkGrid;
  readonly compiled: ReadonlyMap<string, CompiledRule>;
  readonly rules: RuleCache;
}

async function start(tx: Tx, { grid, compiled, rules }: StartContext, cells: readonly ClaimedCell[]): Promise<void> {
  if (cells.length === 0) return;
  const ruleOf = new Map(grid.definition.taskTypes.map(({ task, rule = "" }) => [task, compiled.get(rule)]));
  const now = await selectNow(tx);
  const starts: { readonly cell: string; readonly start: ExecutionStart }[] = [];
  const ends: AttemptEnd[] = [];
  for (const claimed of cells) {
    const rule = ruleOf.get(claimed.task);
    if (rule === undefined) throw new Error(`A cell of ${claimed.task} was claimed without its rule.`);
    const names = await rules.names(rule);
    const what = cellStart(rule, claimed, { now, timezone: rules.timeZone, grid: grid.slug, ...names });
    if ("start" in what) starts.push({ cell: claimed.cell, start: what.start });
    else ends.push({ ...readCellKey(claimed.cell), epoch: claimed.epoch, ...what.end });
  }
  const ids = await startExecutions(
    tx,
    starts.map((one) => one.start),
  );
  const bound = starts.flatMap(({ cell }, i) => {
    const executionId = ids[i];
    return executionId === undefined ? [] : [{ ...readCellKey(cell), executionId }];
  });
  if (bound.length > 0) await bindCellExecutions(tx, bound);
  if (ends.length > 0) await endCellAttempts(tx, grid.id, ends, "execution");
}
