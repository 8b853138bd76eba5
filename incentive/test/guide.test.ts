import { readFile } from "node:fs/promises";
import { contractColumns, readCampaign } from "@belfry/incentive";
import { expect, test } from "vitest";

const guide = await readFile(new URL("../../docs/guide/incentives.md", import.meta.url), "utf8");

test("the campaign of the guide can be read, without a warning", () => {
  const [, text = ""] = /```yaml\n(.*?)```/s.exec(guide) ?? [];
  const { campaign, warnings } = readCampaign(text);
  expect(campaign.campaign).toBe("BJ-2026-07");
  expect(warnings).toEqual([]);
});

test("the guide names every column that is read and decides something", () => {
  const shown = Object.values(contractColumns).filter((name) => guide.includes(`\`${name}\``));
  const only = Object.values(contractColumns).filter((name) => !shown.includes(name));
  expect(only).toEqual(["活动城市(province)", "支付金额(paidAmount)"]);
});
