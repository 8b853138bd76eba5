import { expect, test } from "vitest";
import { businessDayOf } from "./business-day.ts";

const at = (text: string) => new Date(text);
const shanghai = { timezone: "Asia/Shanghai", dayStartsAt: "00:00" };

test("what is late is judged from the beginning of its business day", () => {
  expect(businessDayOf({ ...shanghai, fires: "missing" }, at("2026-11-22T07:00:00+08:00"))).toEqual({
    day: "2026-11-22",
    from: at("2026-11-22T00:00:00+08:00"),
    until: at("2026-11-22T07:00:00+08:00"),
  });
  const night = { ...shanghai, dayStartsAt: "22:00", fires: "missing" } as const;
  expect(businessDayOf(night, at("2026-11-22T07:00:00+08:00"))).toMatchObject({
    day: "2026-11-21",
    from: at("2026-11-21T22:00:00+08:00"),
  });
});

test("a fire time that ends a business day belongs to the day it ends", () => {
  expect(businessDayOf({ ...shanghai, fires: "complete" }, at("2026-11-23T00:00:00+08:00"))).toMatchObject({
    day: "2026-11-22",
    from: at("2026-11-22T00:00:00+08:00"),
  });
});

test("a day is as long as the clocks of its zone make it", () => {
  const berlin = { timezone: "Europe/Berlin", dayStartsAt: "02:30", fires: "complete" } as const;
  expect(businessDayOf(berlin, at("2026-03-29T01:00:00Z"))).toMatchObject({
    day: "2026-03-28",
    from: at("2026-03-28T01:30:00Z"),
  });
  expect(businessDayOf(berlin, at("2026-03-30T00:30:00Z"))).toMatchObject({
    day: "2026-03-29",
    from: at("2026-03-29T01:00:00Z"),
  });
  const apia = { timezone: "Pacific/Apia", dayStartsAt: "00:00", fires: "complete" } as const;
  expect(businessDayOf(apia, at("2011-12-30T10:00:00Z"))).toMatchObject({
    day: "2011-12-29",
    from: at("2011-12-29T10:00:00Z"),
  });
});
