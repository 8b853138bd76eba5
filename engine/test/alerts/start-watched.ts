import { defaultAlertSettings, type AlertSettings, type AlertView } from "@belfry/engine";
import type { TestEngine, TestEngineOptions } from "@belfry/testkit";
import { startEngine } from "../start-engine.ts";

/** An engine that watches itself. */
export function startWatched(
  options: TestEngineOptions & { readonly settings?: Partial<AlertSettings> } = {},
): Promise<TestEngine> {
  const { settings, ...rest } = options;
  const alertSettings = async () => ({ ...defaultAlertSettings, ...settings });
  return startEngine({ ...rest, hooks: { ...rest.hooks, alertSettings } });
}

/** Moves the clock minute by minute, as the looks come, until the check holds for the alerts. */
export async function lookUntil(
  t: TestEngine,
  holds: (alerts: readonly AlertView[]) => boolean,
  { minutes = 120 }: { readonly minutes?: number } = {},
): Promise<readonly AlertView[]> {
  for (let minute = 0; minute < minutes; minute += 1) {
    await looked(t);
    const alerts = await t.engine.listAlerts();
    if (holds(alerts)) return alerts;
    await t.database.clock.advance(60_000);
  }
  throw new Error(`The alerts were ${JSON.stringify(await t.engine.listAlerts())}`);
}

/** Resolves when it was looked at this time of the clock, and all that was found is told. */
export async function looked(t: TestEngine): Promise<void> {
  await t.until(async () => {
    const { rows } = await t.database.store.query<{ holds: boolean }>({
      name: "test-looked",
      text: `select (select next_at > belfry.now() and next_at <= belfry.now() + interval '1 minute' from belfry.alert_looks) and not exists (
        select from belfry.alert_episodes where event_id is null or (until is not null and end_event_id is null)) as holds`,
    });
    return rows[0]?.holds === true;
  });
}

/** The events about alerts, the oldest first, as `type subject`. */
export async function toldOf(t: TestEngine): Promise<string[]> {
  const events = await t.engine.listEvents({ limit: 200 });
  return events
    .filter(({ source }) => source === "belfry:/alerts")
    .map(({ type, subject }) => `${type} ${subject}`)
    .toReversed();
}
