import { expect, test } from "vitest";
import { isFiltered, parseEventSearch, toEventFilter } from "./event-search.ts";

test("an address is read as far as it makes sense", () => {
  const search = { tab: "letters", type: 2026, source: "", unmatched: "yes", state: "open", letter: -1, range: "24h" };
  expect(parseEventSearch(search)).toEqual({ tab: "letters", type: "2026", range: "24h" });
  expect(parseEventSearch({ tab: "events", state: "all", letter: 7 })).toEqual({ state: "all", letter: 7 });
});

test("the server is asked for what narrows the list, and for nothing else", () => {
  const now = Date.parse("2026-03-01T12:00:30Z");
  expect(toEventFilter({ type: "a", unmatched: true, range: "1h", cursor: "x", tab: "letters" }, now)).toEqual({
    type: "a",
    unmatched: true,
    from: "2026-03-01T11:00:00.000Z",
  });
  expect(isFiltered({ cursor: "x", state: "all" })).toBe(false);
  expect(isFiltered({ source: "/shops/7" })).toBe(true);
});
