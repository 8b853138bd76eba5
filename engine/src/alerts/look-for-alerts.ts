/**
 * Looks once a minute for what is wrong, on one node: whoever moves the time of the next look does it, and everything that
 * was found is written in the same transaction. A node that dies in the middle has found nothing, and another looks.
 *
 * What is wrong is an episode. It is written once when it begins, however many nodes look and however often, and once when
 * it is over; telling of it is the work of `tellAlerts`, which follows from what was written.
 */
import type { Store } from "@belfry/store";
import type { Backlog } from "../back-pressure/backlog.ts";
import type { CalendarCache } from "../calendars/calendar-cache.ts";
import type { Faults } from "../fault-points.ts";
import { closeAlerts } from "../sql/alerts/close-alerts.ts";
import { insertAlerts, type NewAlert } from "../sql/alerts/insert-alerts.ts";
import { selectOpenAlerts, type OpenAlert } from "../sql/alerts/select-open-alerts.ts";
import { takeAlertLook } from "../sql/alerts/take-alert-look.ts";
import { fillFailureGroups } from "../sql/failures/fill-failure-groups.ts";
import type { AlertSettings } from "./alert-settings.ts";
import { measureLastingFailures, measureQueue, measureSignals } from "./measure-installation.ts";
import { measureFailures, measureSlowRuns } from "./measure-runs.ts";
import { measureSilence } from "./measure-silence.ts";
import type { Measured } from "./measured.ts";
import type { ScheduledTimesDeps } from "./scheduled-times.ts";
import { watchRules } from "./watch-rules.ts";

export interface LookDeps extends ScheduledTimesDeps {
  readonly store: Store;
  readonly calendars: CalendarCache;
  readonly backlog: Pick<Backlog, "refusal">;
  readonly faults: Faults;
  readonly settings: () => Promise<AlertSettings>;
  readonly fail: (where: string) => (error: unknown) => void;
}

const GROUPS_AT_ONCE = 5_000;

/** Looks, unless somebody did within the last minute. Returns whether it looked. */
export async function lookForAlerts(deps: LookDeps): Promise<boolean> {
  const settings = await deps.settings();
  const looked = await deps.store.transaction(async (tx) => {
    const look = await takeAlertLook(tx);
    if (look === undefined) return false;
    await fillFailureGroups(tx, GROUPS_AT_ONCE);
    if (!settings.enabled) return true;
    const { now } = look;
    await watchRules(deps, tx, now);
    const open = await selectOpenAlerts(tx);
    const measured: Measured[] = [
      await measureFailures(tx, settings, open),
      await measureSilence(deps, tx, now),
      await measureSlowRuns(tx, now),
      await measureQueue(tx, settings, deps.backlog),
      await measureLastingFailures(tx, settings, open),
      await measureSignals(tx, now, open),
    ];
    const seen = new Map<string, NewAlert>();
    for (const alert of measured.flatMap((one) => one.seen)) seen.set(nameOf(alert), alert);
    await insertAlerts(tx, [...seen.values()]);
    const unseen = open.filter((alert) => !seen.has(nameOf(alert)));
    await closeAlerts(
      tx,
      unseen.flatMap((alert) => {
        const facts = endOf(alert, measured);
        return facts === undefined ? [] : [{ id: alert.id, facts }];
      }),
    );
    await deps.faults.at("before-alerts-commit");
    return true;
  });
  if (looked) await deps.faults.at("after-alerts-commit");
  return looked;
}

/** Nobody is told of a rule that somebody has disabled. */
function endOf(alert: OpenAlert, measured: readonly Measured[]): Readonly<Record<string, unknown>> | undefined {
  if (alert.isEnabled === false && alert.kind.startsWith("rule.")) return { reason: "The rule is no longer enabled." };
  return measured.map((one) => one.over(alert)).find((facts) => facts !== undefined);
}

function nameOf({ kind, subject }: Pick<NewAlert, "kind" | "subject">): string {
  return `${kind} ${subject}`;
}
