import { durationMs, type RuleAlerts } from "@belfry/model";

/** From when on something is an alert, where a rule says nothing else. */
export interface AlertSettings {
  /** Whether anything is watched at all. */
  readonly enabled: boolean;
  /** Which part of a rule's executions may fail. */
  readonly failureRate: number;
  /** The time over which that is counted, in milliseconds. */
  readonly overMs: number;
  /** How long an execution may wait before a node takes it, in milliseconds. */
  readonly queueWaitMs: number;
  /** How long a trigger may fail to take events from elsewhere, in milliseconds. */
  readonly feedFailingMs: number;
}

export const defaultAlertSettings: AlertSettings = {
  enabled: true,
  failureRate: 0.2,
  overMs: 3_600_000,
  queueWaitMs: 30_000,
  feedFailingMs: 300_000,
};

/** What a rule says itself; durations in milliseconds. Null: it leaves it to the installation. */
export interface OwnThresholds {
  readonly failureRate: number | false | null;
  readonly overMs: number | null;
  readonly silentAfterMs: number | false | null;
  readonly slowerThanMs: number | false | null;
}

const DAY_MS = 86_400_000;
const none: OwnThresholds = { failureRate: null, overMs: null, silentAfterMs: null, slowerThanMs: null };
const never: OwnThresholds = { failureRate: false, overMs: null, silentAfterMs: false, slowerThanMs: false };

export function ownThresholds(alerts: RuleAlerts | undefined): OwnThresholds {
  if (alerts === undefined) return none;
  if (alerts === false) return never;
  return {
    failureRate: alerts.failureRate ?? null,
    overMs: alerts.over === undefined ? null : Math.min(DAY_MS, durationMs(alerts.over)),
    silentAfterMs: ownMs(alerts.silentAfter),
    slowerThanMs: ownMs(alerts.slowerThan),
  };
}

function ownMs(value: string | number | false | undefined): number | false | null {
  if (value === undefined) return null;
  return value === false ? false : durationMs(value);
}
