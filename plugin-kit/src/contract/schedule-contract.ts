/** What a schedule promises about its fire times. */
import type { ScheduleTrigger } from "../trigger.ts";
import { check, demand, type ContractCheck } from "./contract-check.ts";
import { withoutClock } from "./without-clock.ts";

/**
 * Moments at which schedules go wrong: an hour is missing or comes twice (New York, Berlin, Sydney, Lord Howe by half an
 * hour), a day is missing (Apia), a leap day, the turn of a year, and both ends of what planning asks for.
 */
const moments: readonly Date[] = [
  "2026-03-08T06:59:59.999Z",
  "2026-11-01T05:30:00.000Z",
  "2026-03-29T00:59:59.000Z",
  "2026-10-25T00:00:00.000Z",
  "2026-04-04T15:59:59.999Z",
  "2026-10-03T16:00:00.000Z",
  "2026-04-04T14:59:00.000Z",
  "2011-12-29T10:00:00.000Z",
  "2028-02-28T16:00:00.000Z",
  "2026-12-31T15:59:59.999Z",
  "2026-02-15T22:00:00.000Z",
  "1970-01-01T00:00:00.000Z",
  "2037-12-31T23:59:59.000Z",
].map((text) => new Date(text));

const STEPS = 25;

export function scheduleChecks(
  trigger: ScheduleTrigger,
  validConfigs: readonly Readonly<Record<string, unknown>>[],
): readonly ContractCheck[] {
  const everywhere = (look: (next: (after: Date) => Date | undefined, after: Date, where: string) => void) => () => {
    for (const config of validConfigs) {
      const parsed = trigger.config.parse(config);
      const next = (after: Date) => trigger.next(parsed, after);
      for (const after of moments) look(next, after, `next(${JSON.stringify(config)}, ${after.toISOString()})`);
    }
  };
  return [
    check(
      `${trigger.id}: a fire time comes after the moment it was asked for, also around daylight saving`,
      everywhere((next, after, where) => {
        let from = after;
        for (let step = 0; step < STEPS; step += 1) {
          const time = next(from);
          if (time === undefined) return;
          demand(!Number.isNaN(time.getTime()), `${where} is no date after ${step} steps.`);
          demand(
            time > from,
            `${where} gives ${time.toISOString()} for ${from.toISOString()}, which is not after it: planning would never end.`,
          );
          from = time;
        }
      }),
    ),
    check(
      `${trigger.id}: no fire time is passed over, from wherever it is asked`,
      everywhere((next, after, where) => {
        const time = next(after);
        if (time === undefined) return;
        for (const part of [0.5, 0.999]) {
          const between = new Date(after.getTime() + Math.floor((time.getTime() - after.getTime() - 1) * part));
          const again = next(between);
          demand(
            again?.getTime() === time.getTime(),
            `${where} is ${time.toISOString()}, but asked at ${between.toISOString()} it is ${again?.toISOString() ?? "none"}: two nodes would plan different slots.`,
          );
        }
      }),
    ),
    check(
      `${trigger.id}: the same question has the same answer, and the clock is not asked`,
      everywhere((next, after, where) => {
        const first = next(after);
        const moved = next(new Date(after.getTime() + 86_400_000));
        const second = withoutClock(() => next(after));
        demand(first?.getTime() === second?.getTime(), `${where} has two answers. Keep no state between calls.`);
        demand(
          first === undefined || moved === undefined || moved >= first,
          `${where} goes back when it is asked a day later.`,
        );
      }),
    ),
    check(
      `${trigger.id}: the moment it is given stays as it was`,
      everywhere((next, after, where) => {
        const given = new Date(after);
        const time = next(given);
        demand(given.getTime() === after.getTime(), `${where} moved the date it was given. Copy it first.`);
        demand(time !== given, `${where} returns the date it was given. Make a new one.`);
      }),
    ),
  ];
}
