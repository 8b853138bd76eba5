import { expect, test } from "vitest";
import { filterOf, openContract, parseIncentiveSearch, withFilter } from "./incentive-search.ts";

test("a link opens the dashboard with its filters, and what makes no sense is left out", () => {
  const link = {
    campaign: "BJ-2025-05",
    city: "北京",
    person: 42,
    from: "2025-05-01",
    until: "2025-05-31",
    by: "month",
  };
  expect(parseIncentiveSearch({ ...link, measure: "reward", rank: "amount", refresh: 10 })).toEqual({
    ...link,
    person: "42",
    measure: "reward",
    rank: "amount",
    refresh: 10,
  });
  expect(parseIncentiveSearch({ from: "2025-02-30", by: "hour", rank: "luck", refresh: 5, city: " " })).toEqual({});
});

test("what is usual does not stand in the address", () => {
  expect(parseIncentiveSearch({ by: "day", measure: "contracts", rank: "performance", refresh: 60 })).toEqual({});
});

test("another filter begins with the first page and closes the contract", () => {
  const search = { campaign: "BJ-2025-05", cursor: "abc", open: "BJ-2025-05/c-1", refresh: 30 };
  expect(withFilter(search, { provider: "顺达" })).toEqual({ campaign: "BJ-2025-05", provider: "顺达", refresh: 30 });
  expect(withFilter(search, { campaign: undefined })).toEqual({ refresh: 30 });
  expect(filterOf(search)).toEqual({ campaign: "BJ-2025-05" });
});

test("a contract is named behind its campaign, and may have a stroke in its name", () => {
  expect(openContract("BJ-2025-05/a/b")).toEqual({ campaign: "BJ-2025-05", contract: "a/b" });
  expect(openContract("c-1")).toBeUndefined();
});
