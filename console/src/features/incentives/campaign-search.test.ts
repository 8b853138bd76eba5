import { expect, test } from "vitest";
import { parseCampaignSearch, parseNewCampaignSearch } from "./campaign-search.ts";

test("the address of a campaign names a tab, what is listed, and the contract that is open", () => {
  const search = { tab: "entries", month: "2025-05", person: "李青", state: "withdrawn", rewarded: true, all: true };
  expect(parseCampaignSearch({ ...search, contract: "c-1" })).toEqual({ ...search, contract: "c-1" });
});

test("what makes no sense is left out", () => {
  const wrong = { tab: "contracts", month: "2025-13", from: "May", state: "lost", rewarded: "yes", all: 1, text: "" };
  expect(parseCampaignSearch(wrong)).toEqual({});
  expect(parseNewCampaignSearch({ from: "BJ" })).toEqual({});
  expect(parseNewCampaignSearch({ from: "BJ-2025-05@2025-08" })).toEqual({ from: "BJ-2025-05@2025-08" });
});
