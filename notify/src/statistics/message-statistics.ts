/**
 * What became of deliveries, counted by the hour and by the day in which their message was accepted. Every change between
 * open and an end leaves a mark in its own transaction; marks are added up in the background, and whoever reads adds those
 * that are left. So the numbers are exact at any time, and a year of a million messages is read from some thousand rows.
 */
import { instantOfWallClock, wallClock } from "@belfry/model";
import type { DueSource } from "@belfry/store";
import { accountHealth } from "../accounts/account-health.ts";
import type { ChannelLookup } from "../channel-registry.ts";
import type { NotifyDeps } from "../notify-context.ts";
import { readBacklog } from "../sql/read-backlog.ts";
import { readClock } from "../sql/read-clock.ts";
import type { MessageCount } from "../sql/read-message-counts.ts";
import { readPaces } from "../sql/read-paces.ts";
import type { ValueCount } from "../sql/read-top-values.ts";
import { explainCode } from "../why/explain-code.ts";
import { countMarks } from "./count-marks.ts";
import { numbersOf, sumStates } from "./delivery-numbers.ts";
import { readCounts } from "./message-counts.ts";
import { forecastQuotas, PACE_MINUTES } from "./quota-forecast.ts";
import type { DeliveryGroup, FailureReason, MessageStatistics, MessageStatisticsFilter } from "./statistics-views.ts";

export interface Statistics {
  messageStatistics(filter: MessageStatisticsFilter): Promise<MessageStatistics>;
  /** When deliveries have to be added up. */
  readonly statisticsSource: DueSource;
}

const AT_ONCE = 2_000;
const MOST_REASONS = 20;
const HOUR_MS = 3_600_000;

type Deps = Pick<NotifyDeps, "store" | "channels" | "log"> & {
  readonly timeZone: string;
  readonly channelOf: ChannelLookup;
  readonly isRunning: () => boolean;
};

export function createStatistics(deps: Deps): Statistics {
  const { store, timeZone, log, isRunning } = deps;
  let counting: Promise<void> | undefined;
  const count = async () => {
    while (isRunning() && (await store.transaction((tx) => countMarks(tx, timeZone, AT_ONCE))) === AT_ONCE);
  };
  return {
    messageStatistics: (filter) => readMessageStatistics(deps, filter),
    statisticsSource: {
      name: "delivery_marks",
      // Often enough that few are left for whoever reads, and not with every message.
      nextDueSql: "(select noted_at + interval '10 seconds' from belfry.delivery_marks order by id limit 1)",
      onDue() {
        if (!isRunning()) return;
        counting ??= count()
          .catch((error: unknown) => {
            log.warn("Deliveries could not be counted; the next tick tries again.", { error: String(error) });
          })
          .finally(() => {
            counting = undefined;
          });
      },
    },
  };
}

async function readMessageStatistics(
  { store, channels, timeZone, channelOf }: Deps,
  { by, only = {}, group = "account", scope = null, ...filter }: MessageStatisticsFilter,
): Promise<MessageStatistics> {
  const { channel, until } = filter;
  const from = startOf(filter.from, by, timeZone);
  const [{ rows, values }, backlog, accounts, paces, now] = await Promise.all([
    readCounts(store, { ...filter, from, by, only, group, scope, zone: timeZone }),
    readBacklog(store, scope),
    // How much an account has sent tells of everybody's messages.
    scope === null ? accountHealth({ store, timeZone }, channelOf, channel) : [],
    scope === null ? readPaces(store, PACE_MINUTES) : [],
    readClock(store),
  ]);
  const byPeriod = Map.groupBy(rows, ({ at }) => at.getTime());
  const byChannel = Map.groupBy(rows, (row) => row.channel);
  return {
    timeZone,
    by,
    total: numbersOf(rows),
    periods: periodsOf(from, until, by, timeZone).map((at) => ({
      from: at,
      ...numbersOf(byPeriod.get(at.getTime()) ?? []),
    })),
    channels: [...byChannel]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, own]) => ({ channel: id, ...numbersOf(own) })),
    groups: groupsOf(values),
    failures: failuresOf(rows, channels),
    backlog,
    quotas: forecastQuotas(accounts, paces, { channelOf, timeZone, now }),
  };
}

function groupsOf(values: readonly ValueCount[]): DeliveryGroup[] {
  const groups = Map.groupBy(values, ({ channel, value }) => JSON.stringify([channel, value]));
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const states = Object.fromEntries(own.map(({ state, n }) => [state, n]));
    return [{ channel: first.channel, value: first.value, ...sumStates(states) }];
  });
}

function failuresOf(rows: readonly MessageCount[], channels: NotifyDeps["channels"]): FailureReason[] {
  const sums = new Map<string, { readonly channel: string; readonly key: string; n: number }>();
  for (const { kind, channel, key, n } of rows) {
    if (kind !== "failure") continue;
    const sum = sums.get(`${channel} ${key}`) ?? { channel, key, n: 0 };
    sum.n += n;
    sums.set(`${channel} ${key}`, sum);
  }
  return [...sums.values()]
    .toSorted((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1))
    .slice(0, MOST_REASONS)
    .map(({ channel, key, n }) => {
      const [state = "", ...code] = key.split(" ");
      const words = explainCode(
        channels.find(({ id }) => id === channel),
        code.join(" "),
      );
      return {
        channel,
        state,
        code: code.join(" "),
        n,
        meaning: words?.meaning ?? null,
        advice: words?.advice ?? null,
      };
    });
}

function startOf(moment: Date, by: "hour" | "day", zone: string): Date {
  const { year, month, day, hour } = wallClock(moment, zone);
  return instantOfWallClock(by === "day" ? { year, month, day } : { year, month, day, hour }, zone);
}

/** The beginnings of all hours or days from `from` on that begin before `until`. */
function periodsOf(from: Date, until: Date, by: "hour" | "day", zone: string): Date[] {
  const starts: Date[] = [];
  const { year, month, day } = wallClock(from, zone);
  for (let n = 0; ; n += 1) {
    const at =
      by === "hour" ? new Date(from.getTime() + n * HOUR_MS) : instantOfWallClock({ year, month, day: day + n }, zone);
    if (at >= until) return starts;
    starts.push(at);
  }
}
