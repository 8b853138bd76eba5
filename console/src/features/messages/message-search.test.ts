import { expect, test } from "vitest";
import { isFiltered, parseMessageSearch, toMessageFilter } from "./message-search.ts";

test("what an address says is read, and a telephone number stays a text", () => {
  const search = {
    channel: "sms",
    recipient: 13800000000,
    state: "failed",
    label: "team=finance",
    execution: 7,
    range: "24h",
  };
  expect(parseMessageSearch(search)).toEqual({ ...search, recipient: "13800000000" });
});

test.each([
  { state: "lost" },
  { label: "team" },
  { recipient: "  " },
  { channel: {} },
  { execution: -1 },
  { execution: "7" },
  { cursor: "" },
])("%j makes no sense and is left out", (search) => {
  expect(parseMessageSearch(search)).toEqual({});
});

test("the page that is shown does not narrow the list", () => {
  expect(isFiltered({ cursor: "abc" })).toBe(false);
  expect(isFiltered({ state: "failed" })).toBe(true);
});

test("the server is asked for a time instead of a range", () => {
  const now = Date.parse("2026-02-16T12:00:42.500Z");
  expect(toMessageFilter({ range: "1h", channel: "email" }, now)).toEqual({
    channel: "email",
    from: "2026-02-16T11:00:00.000Z",
    limit: 50,
  });
});
