import { expect, test } from "vitest";
import { parseGridSearch, readSelection, withFilter, writeSelection } from "./grid-search.ts";

test("what makes no sense is left out of an address, and a number is a name", () => {
  expect(
    parseGridSearch({
      tab: "cells",
      schedule: "hourly",
      text: 7,
      from: "yesterday",
      states: "failed,lost",
      removed: 1,
    }),
  ).toEqual({ tab: "cells", text: "7", states: "failed" });
  expect(parseGridSearch({ tab: "map", until: "2025-10-03", removed: true })).toEqual({
    until: "2025-10-03",
    removed: true,
  });
});

test("members are written as they are read", () => {
  const selection = { platform: ["pdd", "tm"], shop: ["旗舰店"] };
  expect(writeSelection(selection)).toBe("platform=pdd,tm;shop=旗舰店");
  expect(readSelection("platform=pdd,tm;shop=旗舰店")).toEqual(selection);
  expect(readSelection("nobody;=x;shop=")).toEqual({});
  expect(writeSelection({ shop: [] })).toBeUndefined();
});

test("another filter begins with the first page, and closes what was open", () => {
  const search = { tab: "cells", text: "a", cursor: "x", columns: "y", cell: "1-1-1", at: "z" } as const;
  expect(withFilter(search, { text: undefined, period: "2025-10" })).toEqual({ tab: "cells", period: "2025-10" });
});
