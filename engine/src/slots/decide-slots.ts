/**
 * Deciding: every due slot gets exactly one fate.
 *
 * The slots are looked at, their conditions evaluated, and only then one transaction takes them out of the plan and
 * writes fates and executions together. Another node may have taken some of them meanwhile: those are not ours, and
 * nothing was done for them but thinking. A crash before the commit leaves the slots planned; after it, the executions
 * exist. There is nothing in between.
 */
import type { SlotFate } from "@belfry/model";
import type { Store, Tx } from "@belfry/store";
import type { Faults } from "../fault-points.ts";
import { skipBusyRules } from "../executions/skip-busy.ts";
import { startExecutions } from "../executions/start-executions.ts";
import { skipLimitedRules } from "../rates/limit-starts.ts";
import type { OtherBuilds } from "../nodes-part/other-builds.ts";
import type { Registry } from "../registry.ts";
import { isDataError } from "../sql/data-error.ts";
import { insertSlotFates, type NewSlotFate } from "../sql/slots/insert-slot-fates.ts";
import { insertSlots, type NewSlot } from "../sql/slots/insert-slots.ts";
import { postponeSlots, type PostponedSlot } from "../sql/slots/postpone-slots.ts";
import { respreadCatchUp } from "../sql/slots/respread-catch-up.ts";
import { selectDueSlots, type DueSlot } from "../sql/slots/select-due-slots.ts";
import { takeSlots } from "../sql/slots/take-slots.ts";
import { ON_TIME_MS } from "./judge-misfire.ts";
import { judgeSlots, nextOf, refusedBy, type Decision, type JudgeDeps } from "./judge-slot.ts";
import { mergeFates } from "./merge-fates.ts";

const SLOTS_AT_ONCE = 500;

export interface DeciderDeps extends JudgeDeps {
  readonly store: Store;
  readonly faults: Faults;
  readonly registry: Pick<Registry, "triggers">;
  readonly builds: Pick<OtherBuilds, "triggerKinds">;
}

type FateCounts = Partial<Record<SlotFate, number>>;

/** Decides up to 500 due slots. Returns how many this node decided and whether there may be more. */
export async function decideSlots(deps: DeciderDeps): Promise<{ decided: number; more: boolean }> {
  const { now, slots: due } = await selectDueSlots(deps.store, {
    limit: SLOTS_AT_ONCE,
    leave: await othersKinds(deps),
  });
  const slots = await withoutOthers(deps, due);
  if (slots.length === 0) return { decided: 0, more: due.length === SLOTS_AT_ONCE };
  const { decisions, interrupted } = await judgeSlots(deps, slots, now);
  if (interrupted.length > 0) {
    await deps.store.transaction((tx) => respreadCatchUp(tx, { catchUps: interrupted, overdueMs: ON_TIME_MS }));
  }
  const counts = await writeOrBisect(deps, decisions);
  await deps.faults.at("after-decide-commit");
  const oldest = slots[0];
  const latestMs = oldest === undefined ? 0 : now.getTime() - oldest.decideAt.getTime();
  deps.events.emit("slots.decided", { fates: counts, latestMs });
  const decided = Object.values(counts).reduce((total, n) => total + n, 0);
  // With nothing decided another node is at work on the same slots: asking again at once would only keep both busy.
  return { decided, more: interrupted.length > 0 || (decided > 0 && slots.length === SLOTS_AT_ONCE) };
}

/** The kinds of triggers that this process does not know, while a scheduler of another build does. */
async function othersKinds({ registry, builds }: DeciderDeps): Promise<string[]> {
  const kinds = await builds.triggerKinds();
  return [...kinds].filter((kind) => !registry.triggers.has(kind));
}

/** What a node that has just come knows is left to it, like what others have known for long. */
async function withoutOthers({ registry, builds }: DeciderDeps, due: readonly DueSlot[]): Promise<readonly DueSlot[]> {
  const unknown = due.find(({ kind }) => !registry.triggers.has(kind));
  if (unknown === undefined) return due;
  const theirs = await builds.triggerKinds(unknown.kind);
  return due.filter(({ kind }) => registry.triggers.has(kind) || !theirs.has(kind));
}

/**
 * Writes decisions in one transaction. When the database refuses their data, half of them are tried, and so on: one rule
 * whose values cannot be written must not hold back the slots of all others. It gets the fate `condition-error` itself.
 */
async function writeOrBisect(deps: DeciderDeps, decisions: readonly Decision[]): Promise<FateCounts> {
  try {
    return await write(deps, decisions);
  } catch (error) {
    const [only, ...others] = decisions;
    if (!isDataError(error) || only === undefined) throw error;
    if (others.length === 0) return write(deps, [refusedBy(deps, only.slot, error)]);
    const middle = decisions.length >> 1;
    const first = await writeOrBisect(deps, decisions.slice(0, middle));
    return sumOf(first, await writeOrBisect(deps, decisions.slice(middle)));
  }
}

async function write(deps: DeciderDeps, decisions: readonly Decision[]): Promise<FateCounts> {
  if (decisions.length === 0) return {};
  // Those that go on waiting are never taken out of the plan: whoever wakes one has to find it there.
  const [waiting, settled] = partition(decisions, ({ slot, postponedTo }) => slot.awaits && postponedTo !== undefined);
  const byKey = new Map(settled.map((decision) => [keyOf(decision.slot), decision]));
  return deps.store.transaction(async (tx) => {
    await postponeSlots(tx, waiting.flatMap(putOff));
    const taken = await takeSlots(
      tx,
      settled.map((decision) => decision.slot),
    );
    const mine = taken.map((slot) => byKey.get(keyOf(slot))).filter((decision) => decision !== undefined);
    const fates = await writeDecisions(deps, tx, mine);
    await deps.faults.at("before-decide-commit");
    return fates.reduce<FateCounts>((counts, { fate, n }) => sumOf(counts, { [fate]: n }), {});
  });
}

/** Writes the executions of those that fire and one fate for each slot. */
async function writeDecisions(
  deps: Pick<DeciderDeps, "schedules">,
  tx: Tx,
  all: readonly Decision[],
): Promise<NewSlotFate[]> {
  await insertSlots(tx, all.flatMap(postponed));
  const decisions = all.filter(({ postponedTo }) => postponedTo === undefined);
  const free = await skipBusyRules(tx, decisions, ({ slot }, detail): Decision => ({
    slot,
    fate: "overlap-skipped",
    detail,
  }));
  const settled = await skipLimitedRules(tx, free, ({ slot }, detail): Decision => ({
    slot,
    fate: "rate-limited",
    detail,
  }));
  const starting = settled.filter((decision) => decision.start !== undefined);
  const ids = await startExecutions(
    tx,
    starting.map((decision) => decision.start).filter((start) => start !== undefined),
  );
  const executionOf = new Map(starting.map((decision, i) => [decision, ids[i]]));
  const fates = settled.map((decision): NewSlotFate => {
    const executionId = executionOf.get(decision);
    return {
      triggerId: decision.slot.triggerId,
      from: decision.slot.dueAt,
      to: decision.slot.dueAt,
      n: 1,
      fate: decision.fate,
      ...(executionId === undefined ? {} : { executionId }),
      ...(decision.detail === undefined ? {} : { detail: decision.detail }),
    };
  });
  const slotOf = new Map(settled.map(({ slot }) => [slot.triggerId, slot]));
  const merged = mergeFates(fates, (a, b) => {
    const slot = slotOf.get(a.triggerId);
    return slot !== undefined && nextOf(deps, slot, a.to)?.getTime() === b.from.getTime();
  });
  await insertSlotFates(tx, merged);
  return merged;
}

/** A slot that a calendar moves to a later day goes back into the plan. */
function postponed({ slot, postponedTo }: Decision): NewSlot[] {
  if (postponedTo === undefined) return [];
  const { triggerId, ruleId, ruleVersion, dueAt } = slot;
  return [{ triggerId, ruleId, ruleVersion, dueAt, decideAt: postponedTo, moved: true }];
}

function putOff({ slot, postponedTo }: Decision): PostponedSlot[] {
  if (postponedTo === undefined) return [];
  const { triggerId, dueAt, ruleVersion, decideAt } = slot;
  return [{ triggerId, dueAt, ruleVersion, seenAt: decideAt, decideAt: postponedTo }];
}

function partition<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

function sumOf(a: FateCounts, b: FateCounts): FateCounts {
  const sum = { ...a };
  for (const [fate, n] of Object.entries(b) as [SlotFate, number][]) sum[fate] = (sum[fate] ?? 0) + n;
  return sum;
}

function keyOf(slot: { readonly triggerId: number; readonly dueAt: Date }): string {
  return `${slot.triggerId} ${slot.dueAt.getTime()}`;
}
