import type { ChannelLookup } from "../channel-registry.ts";
import type { AccountHealth } from "../accounts/account-health.ts";
import { afterDay, afterMonth, dayAndMonth } from "../pool/zone-days.ts";
import type { Pace } from "../sql/read-paces.ts";
import type { QuotaForecast } from "./statistics-views.ts";

/** Long enough for a pace, short enough to notice that one has begun. */
export const PACE_MINUTES = 15;
const HOUR_MS = 3_600_000;

/** When each account with a cap for a day or a month is full, at the pace at which it sends now. */
export function forecastQuotas(
  accounts: readonly AccountHealth[],
  paces: readonly Pace[],
  { channelOf, timeZone, now }: { channelOf: ChannelLookup; timeZone: string; now: Date },
): QuotaForecast[] {
  return accounts.flatMap(({ channel, name, timeZone: own, use }) => {
    const pace = paces.find((one) => one.channel === channel && one.account === name);
    // A mail to ten is one send.
    const sends = channelOf(channel).envelope === "message" ? pace?.messages : pace?.attempts;
    const perHour = ((sends ?? 0) * 60) / PACE_MINUTES;
    const zone = own ?? timeZone;
    const shown = dayAndMonth(now, zone);
    return use.flatMap(({ window, limit, used, left }): QuotaForecast[] => {
      if (window !== "day" && window !== "month") return [];
      const endsAt = window === "day" ? afterDay(shown.day, zone) : afterMonth(shown.month, zone);
      return [
        {
          channel,
          account: name,
          window,
          limit,
          used,
          left,
          perHour,
          fullAt: fullAt(left, perHour, now, endsAt),
          endsAt,
        },
      ];
    });
  });
}

function fullAt(left: number, perHour: number, now: Date, endsAt: Date): Date | null {
  if (left === 0) return now;
  if (perHour === 0) return null;
  const full = new Date(now.getTime() + (left / perHour) * HOUR_MS);
  return full < endsAt ? full : null;
}
