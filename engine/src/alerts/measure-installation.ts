import type { Tx } from "@belfry/store";
import type { Backlog } from "../back-pressure/backlog.ts";
import { selectLastingFailures } from "../sql/alerts/select-lasting-failures.ts";
import { selectLongestWait } from "../sql/alerts/select-longest-wait.ts";
import { selectNodeNames } from "../sql/alerts/select-node-names.ts";
import type { OpenAlert } from "../sql/alerts/select-open-alerts.ts";
import { takeAlertSignals, type TakenSignal } from "../sql/alerts/take-alert-signals.ts";
import type { AlertSettings } from "./alert-settings.ts";
import type { Measured } from "./measured.ts";

const SIGNALS_AT_ONCE = 1_000;
/** So long after the last time what happens in a moment is taken for over. */
const QUIET_MS = 3_600_000;

/** How long executions wait, and whether anything is accepted at all. */
export async function measureQueue(
  tx: Tx,
  settings: AlertSettings,
  backlog: Pick<Backlog, "refusal">,
): Promise<Measured> {
  const waitedMs = await selectLongestWait(tx);
  const reason = await backlog.refusal([]);
  const slow = { kind: "queue.slow", subject: "queue", ruleId: null, depth: 0 } as const;
  const full = { kind: "backlog.full", subject: "queue", ruleId: null, depth: 0 } as const;
  return {
    seen: [
      ...(waitedMs >= settings.queueWaitMs ? [{ ...slow, facts: { waitedMs, allowedMs: settings.queueWaitMs } }] : []),
      ...(reason === undefined ? [] : [{ ...full, facts: { reason } }]),
    ],
    over: ({ kind }) => (kind === "queue.slow" ? { waitedMs } : kind === "backlog.full" ? {} : undefined),
  };
}

/** What stands in the tables as long as it lasts. */
export async function measureLastingFailures(
  tx: Tx,
  { feedFailingMs }: AlertSettings,
  open: readonly OpenAlert[],
): Promise<Measured> {
  const setAside = open.filter(({ kind }) => kind === "execution.poisoned").map(({ subject }) => Number(subject));
  const lasting = await selectLastingFailures(tx, { feedFailingMs, setAside });
  const kinds = new Set(["feed.failing", "connection.parked", "execution.poisoned"]);
  return {
    seen: lasting.map((failure) => ({ ...failure, depth: 0 })),
    over: ({ kind }) => (kinds.has(kind) ? {} : undefined),
  };
}

/** What was signalled because it happens in a moment: a node that died, a slot that was missed. */
export async function measureSignals(tx: Tx, now: Date, open: readonly OpenAlert[]): Promise<Measured> {
  const signals = await takeAlertSignals(tx, SIGNALS_AT_ONCE);
  const ended = new Set(signals.filter(({ over }) => over).map(({ kind, subject }) => `${kind} ${subject}`));
  const names = open.some(({ kind }) => kind === "node.lost") ? await selectNodeNames(tx) : new Set<string>();
  return {
    seen: together(signals.filter(({ over }) => !over)).map((signal) => ({ ...signal, depth: 0 })),
    over({ kind, subject, seenAt }) {
      if (ended.has(`${kind} ${subject}`)) return {};
      if (kind !== "node.lost" && kind !== "slot.missed") return undefined;
      if (kind === "node.lost" && names.has(subject)) return { isBack: true };
      return now.getTime() - seenAt.getTime() >= QUIET_MS ? { quietForMs: QUIET_MS } : undefined;
    },
  };
}

/** Slots that a rule missed are signalled batch by batch, and are one alert with their sum. */
function together(signals: readonly TakenSignal[]): TakenSignal[] {
  const bySubject = Map.groupBy(signals, ({ kind, subject }) => `${kind} ${subject}`);
  return [...bySubject.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    if (first.kind !== "slot.missed") return [first];
    const all = [first, ...others];
    const missed = all.reduce((sum, { facts }) => sum + Number(facts["missed"]), 0);
    // Batches are not signalled in the order of their times.
    const from = all.map(({ facts }) => String(facts["from"])).toSorted()[0];
    const to = all
      .map(({ facts }) => String(facts["to"]))
      .toSorted()
      .at(-1);
    return [{ ...first, facts: { ...first.facts, missed, from, to } }];
  });
}
