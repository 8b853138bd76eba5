/**
 * Throttle, debounce and batch: what comes soon after each other, for one trigger and one key, fires once. The window is
 * a row that every node grows in the transaction that accepts the event; so a crash loses neither the event nor its
 * place, and an event that is gathered has no fate until its window closes.
 */
import { createHash } from "node:crypto";
import type { Tx } from "@belfry/store";
import { deleteWindow } from "../sql/events/delete-window.ts";
import { growWindows } from "../sql/events/grow-windows.ts";
import { insertGatheredEvents } from "../sql/events/insert-gathered-events.ts";
import { openThrottles } from "../sql/events/open-throttles.ts";
import { takeGatheredEvents } from "../sql/events/take-gathered-events.ts";
import type { WindowGrowth } from "../sql/events/window-row.ts";
import type { ExecutionStart } from "../executions/start-executions.ts";
import type { Gathering } from "./event-trigger.ts";
import { storableText } from "../values/storable.ts";
import { gatheredStart, type EventVerdict } from "./judge-event.ts";
import type { EventDecision } from "./start-decisions.ts";

/** What an event comes to at one trigger, with what decides how it is gathered. */
export interface JudgedDecision extends EventVerdict {
  readonly eventId: number;
}

interface Group {
  readonly gathering: Gathering;
  readonly growth: WindowGrowth;
  readonly decisions: readonly JudgedDecision[];
}

/**
 * Takes out what is only gathered for now, and turns what exceeds a throttle into `rate-limited`. A batch that is full
 * fires with everything its window held.
 */
export async function gatherEvents(tx: Tx, decisions: readonly JudgedDecision[]): Promise<EventDecision[]> {
  const { groups, others } = groupsOf(decisions);
  const throttled = groups.filter(({ gathering }) => gathering.kind === "throttle");
  const gathered = groups.filter(({ gathering }) => gathering.kind !== "throttle");
  return [...others.map(plain), ...(await throttle(tx, throttled)), ...(await gather(tx, gathered))];
}

async function throttle(tx: Tx, groups: readonly Group[]): Promise<EventDecision[]> {
  const windows = await openThrottles(
    tx,
    groups.map(({ growth }) => growth),
  );
  return groups.flatMap(({ decisions }, index) => {
    const window = windows[index];
    return decisions.map((decision, place): EventDecision => {
      const { start: _start, ...rest } = plain(decision);
      if (place === 0 && window?.opened === true) return plain(decision);
      return { ...rest, fate: "rate-limited", detail: { until: window?.closesAt.toISOString() } };
    });
  });
}

async function gather(tx: Tx, groups: readonly Group[]): Promise<EventDecision[]> {
  const sizes = await growWindows(
    tx,
    groups.map(({ growth }) => growth),
  );
  await insertGatheredEvents(
    tx,
    groups.flatMap(({ growth, decisions }) => decisions.map(({ eventId }) => ({ ...growth, eventId }))),
  );
  const fired: EventDecision[] = [];
  for (const [index, { gathering, growth, decisions }] of groups.entries()) {
    const start = decisions.at(-1)?.start;
    if (gathering.kind !== "batch" || (sizes[index] ?? 0) < gathering.size || start === undefined) continue;
    await deleteWindow(tx, growth);
    fired.push(...(await windowDecisions(tx, growth, start)));
  }
  return fired;
}

/** Empties a window: the last of its events fires for all, the others are merged into it. Without a start none does. */
export async function windowDecisions(
  tx: Tx,
  window: Pick<WindowGrowth, "triggerId" | "keyHash" | "ruleId">,
  start: ExecutionStart | undefined,
): Promise<EventDecision[]> {
  const { triggerId, ruleId } = window;
  const events = await takeGatheredEvents(tx, window);
  const last = events.at(-1)?.eventId;
  return events.map(({ eventId }): EventDecision => {
    if (start === undefined) return { eventId, triggerId, ruleId, fate: "disabled" };
    if (eventId !== last) {
      return {
        eventId,
        triggerId,
        ruleId,
        fate: "merged",
        detail: { into: last },
        ...(last !== undefined && { mergedInto: last }),
      };
    }
    const views = events.map(({ eventId: _id, ...view }) => view);
    const detail = { events: events.length };
    try {
      return { eventId, triggerId, ruleId, fate: "fired", start: gatheredStart(start, views), detail };
    } catch (error) {
      // One whose key cannot be read must not keep all other windows from closing.
      const message = storableText(error instanceof Error ? error.message : String(error));
      return { eventId, triggerId, ruleId, fate: "condition-error", detail: { ...detail, message } };
    }
  });
}

function plain({ trigger, eventId, fate, detail, start }: JudgedDecision): EventDecision {
  return {
    eventId,
    triggerId: trigger.triggerId,
    ruleId: trigger.ruleId,
    fate,
    ...(detail !== undefined && { detail }),
    ...(start !== undefined && { start }),
  };
}

function groupsOf(decisions: readonly JudgedDecision[]): { groups: Group[]; others: JudgedDecision[] } {
  const groups = new Map<string, { gathering: Gathering; growth: WindowGrowth; decisions: JudgedDecision[] }>();
  const others: JudgedDecision[] = [];
  for (const decision of decisions) {
    const { trigger, start, key } = decision;
    const { gathering } = trigger;
    if (start === undefined || gathering === undefined) {
      others.push(decision);
      continue;
    }
    const keyHash = createHash("sha256").update(JSON.stringify(key)).digest();
    const name = `${trigger.triggerId} ${keyHash.toString("hex")}`;
    const group = groups.get(name);
    if (group === undefined) {
      const growth = {
        triggerId: trigger.triggerId,
        ruleId: trigger.ruleId,
        keyHash,
        key,
        n: 1,
        ...timesOf(gathering),
      };
      groups.set(name, { gathering, growth, decisions: [decision] });
    } else {
      group.growth = { ...group.growth, n: group.growth.n + 1 };
      group.decisions.push(decision);
    }
  }
  return { groups: [...groups.values()], others };
}

function timesOf(gathering: Gathering): { openMs: number; quietMs: number | null } {
  switch (gathering.kind) {
    case "throttle":
      return { openMs: gathering.everyMs, quietMs: null };
    case "batch":
      return { openMs: gathering.withinMs, quietMs: null };
    case "debounce":
      return { openMs: gathering.maxMs, quietMs: gathering.quietMs };
  }
}
