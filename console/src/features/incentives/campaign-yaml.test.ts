import { expect, test } from "vitest";
import { parse } from "yaml";
import { campaignYaml, newCampaignYaml } from "./campaign-yaml.ts";

test("a campaign reads as people write it, whatever order the database gives", () => {
  const definition = {
    awards: { 达标奖: 200 },
    tiers: { levels: [{ from: 80_000, award: "达标奖" }], basis: "performance", minContracts: 6 },
    revision: "2025-05",
    period: { until: "2025-05-31", from: "2025-05-01" },
    campaign: "BJ-2025-05",
  };
  const text = campaignYaml(definition);
  expect(text.split("\n")[0]).toBe("campaign: BJ-2025-05");
  expect(text.indexOf("from: 2025-05-01")).toBeLessThan(text.indexOf("until:"));
  expect(text).toContain("- award: 达标奖\n      from: 80000");
  expect(parse(text)).toEqual(definition);
});

test("a new campaign is of the month in which it is written", () => {
  const { campaign, period } = parse(newCampaignYaml(new Date("2028-02-10T00:00:00Z"))) as Record<string, unknown>;
  expect(campaign).toBe("BJ-2028-02");
  expect(period).toEqual({ from: "2028-02-01", until: "2028-02-29" });
});
