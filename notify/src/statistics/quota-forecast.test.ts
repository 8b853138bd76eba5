import { expect, test } from "vitest";
import type { AccountHealth } from "../accounts/account-health.ts";
import type { CapUse } from "../pool/cap-use.ts";
import { forecastQuotas } from "./quota-forecast.ts";

const now = new Date("2026-02-16T02:00:00Z");
const channelOf = () => ({ envelope: "message" }) as never;
const about = { channelOf, timeZone: "Asia/Shanghai", now };

function account(use: Partial<CapUse>): AccountHealth {
  return {
    channel: "email",
    name: "main",
    timeZone: null,
    use: [{ window: "day", limit: 500, used: 0, ...use }],
  } as never;
}

const pace = (messages: number) => [{ channel: "email", account: "main", attempts: messages * 3, messages }];

test("an account that sends 100 an hour and may send 250 more is full in two and a half hours", () => {
  const [forecast] = forecastQuotas([account({ left: 250, used: 250 })], pace(25), about);
  expect(forecast).toMatchObject({ perHour: 100, fullAt: new Date("2026-02-16T04:30:00Z") });
  expect(forecast?.endsAt).toEqual(new Date("2026-02-16T16:00:00Z"));
});

test("one that would be full after its day is over is not", () => {
  expect(forecastQuotas([account({ left: 2_000 })], pace(25), about)[0]?.fullAt).toBeNull();
});

test("one that sends nothing never fills up, and one that is full is full now", () => {
  expect(forecastQuotas([account({ left: 1 })], [], about)[0]?.fullAt).toBeNull();
  expect(forecastQuotas([account({ left: 0 })], [], about)[0]?.fullAt).toEqual(now);
});

test("what may be sent in a minute is no quota", () => {
  expect(forecastQuotas([account({ window: "minute", left: 3 })], pace(1), about)).toEqual([]);
});
