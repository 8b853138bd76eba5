import { expect, test } from "vitest";
import { periodTitle, placeSelection, readPlace, writePlace } from "./map-place.ts";

test("a place of the map is read as it was written", () => {
  const place = { period: "2025-09", selection: { platform: ["pdd"], shop: ["旗舰店"] } };
  expect(writePlace(place)).toBe("2025-09|platform=pdd;shop=旗舰店");
  expect(readPlace(writePlace(place))).toEqual(place);
  expect(readPlace("nothing")).toBeUndefined();
  expect(readPlace(undefined)).toBeUndefined();
});

test("a row lies within what the map is narrowed to", () => {
  expect(placeSelection({ shop: "A" }, { platform: ["pdd", "tm"] })).toEqual({ platform: ["pdd", "tm"], shop: ["A"] });
  expect(placeSelection({ platform: "pdd" }, { platform: ["pdd", "tm"] })).toEqual({ platform: ["pdd"] });
});

test("a column is named by its day, its days, or its month", () => {
  expect(periodTitle({ label: "2025-10-03", start: "2025-10-03", end: "2025-10-03" })).toEqual(["10-03"]);
  expect(periodTitle({ label: "2025-09-24_2025-09-30", start: "2025-09-24", end: "2025-09-30" })).toEqual([
    "09-24",
    "09-30",
  ]);
  expect(periodTitle({ label: "2025-Q3", start: "2025-07-01", end: "2025-09-30" })).toEqual(["2025-Q3"]);
});
