import { expect, test } from "vitest";
import { cutSheets } from "./incentive-sheet-limits.ts";

const sheet = (count: number) => ({
  name: "Trend",
  title: "Belfry",
  columns: [{ field: "at", header: "Day", width: 10 }],
  rows: Array.from({ length: count }, (_, n) => ({ at: `day ${n}` })),
});

test("a sheet that holds everything stays as it is", () => {
  const whole = sheet(3);
  expect(cutSheets([{ key: "trend", sheet: whole, most: 3 }], "en")).toEqual({ sheets: [whole], cut: [] });
});

test("one that does not is cut where it may be, says so and is named", () => {
  const { sheets, cut } = cutSheets(
    [
      { key: "trend", sheet: sheet(4), most: 3, keep: "last" },
      { key: "ranking", sheet: sheet(4), most: 2 },
    ],
    "en",
  );
  expect(cut).toEqual(["trend=3", "ranking=2"]);
  const note = "Only the last 3 rows; there are more: narrow the filters";
  expect(sheets[0]).toMatchObject({
    title: `Belfry · ${note}`,
    rows: [{ at: "day 1" }, { at: "day 2" }, { at: "day 3" }, { at: note }],
  });
  expect(sheets[1]?.rows).toHaveLength(3);
});
