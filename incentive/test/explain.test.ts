import { evaluate, explainRow, findCampaign, readCampaigns, type Contract } from "@belfry/incentive";
import { expect, test } from "vitest";
import { contract, contracts } from "./contracts.ts";

const shipped = await readCampaigns();

/** The steps about the last contract. */
function explainLast(name: string, list: readonly Contract[]) {
  const campaign = findCampaign(shipped, name);
  const row = evaluate(campaign, undefined, list).rows.at(-1);
  if (row === undefined) throw new Error("No row came.");
  return explainRow(campaign, row);
}

test("says why a contract was lucky, why tiers were granted, and which one is missing", () => {
  const list = contracts(6, (i) => ({ amountFen: i === 5 ? 12_000_000 : 500_000 }));
  expect(explainLast("BJ-2025-05@2025-05", list)).toEqual([
    {
      rule: "counted",
      zh: "活动期内第 6 单，这位管家的第 6 单，平台单。",
      en: "It is number 6 of the campaign and number 6 of its housekeeper, a platform order.",
    },
    {
      rule: "cap",
      zh: "合同金额 120,000 元，计入业绩 100,000 元：单合同上限。",
      en: "Of its 120,000 yuan 100,000 count: that is the cap of a contract.",
    },
    {
      rule: "lucky",
      granted: "接好运万元以上",
      zh: "活动序号 6，幸运尾号 6，中幸运数字；合同金额 120,000 元：获得 接好运万元以上。",
      en: "Its running number is 6 and the lucky last digit 6, so it is lucky; with 120,000 yuan it earns 接好运万元以上.",
    },
    {
      rule: "tier",
      granted: "达标奖",
      zh: "达标奖：累计 125,000 元，达到 80,000 元，获得。",
      en: "达标奖: the sum of 125,000 yuan reaches 80,000; it is granted.",
    },
    {
      rule: "tier",
      granted: "优秀奖",
      zh: "优秀奖：累计 125,000 元，达到 120,000 元，获得。",
      en: "优秀奖: the sum of 125,000 yuan reaches 120,000; it is granted.",
    },
    {
      rule: "tier",
      zh: "精英奖：累计 125,000 元，还差 35,000 元才到 160,000 元。",
      en: "精英奖: the sum of 125,000 yuan is 35,000 short of 160,000.",
    },
  ]);
});

test.each([
  ["too few contracts", "BJ-2025-05@2025-05", contracts(2), /needs 6 before tiers/],
  ["a tier that is held", "BJ-2025-05@2025-05", contracts(9), /held it before/],
  ["no lucky rule", "SH-2025-10", contracts(1), /no lucky contracts/],
  [
    "a self-referral that cannot be lucky",
    "BJ-2025-10",
    [contract("c1", { sourceType: 1 })],
    /Only platform orders can be lucky/,
  ],
  [
    "what was left of a project",
    "BJ-2025-10",
    contracts(2, () => ({ project: "GD", amountFen: 4_000_000 })),
    /left of the cap of its project/,
  ],
  [
    "an award for an address",
    "SH-2025-09@2025-09",
    [contract("c1", { sourceType: 1, address: "甲" })],
    /first at its project address: 红包/,
  ],
  [
    "an address that had it",
    "SH-2025-09@2025-09",
    contracts(2, () => ({ sourceType: 1, address: "甲" })),
    /had 红包 before/,
  ],
  ["no address", "SH-2025-09@2025-09-pipeline", [contract("c1", { sourceType: 1 })], /Without a project address/],
  [
    "an address that came before",
    "BJ-2025-10",
    contracts(2, () => ({ sourceType: 1, address: "甲" })),
    /takes part in nothing/,
  ],
  [
    "a historical contract",
    "BJ-2025-09@2025-09",
    [contract("c1", { historicalNumber: "OLD-1" })],
    /historical contract \(OLD-1\)/,
  ],
  ["an announcement", "BJ-2025-11", [contract("c1")], /only announces/],
  [
    "performance of the source",
    "BJ-PERFORMANCE-BROADCAST",
    [contract("c1", { sourcePerformanceFen: 5 })],
    /as the source says/,
  ],
])("says %s", (_what, name, list, sentence) => {
  const steps = explainLast(name, list);
  expect(steps.map(({ en }) => en).join(" ")).toMatch(sentence);
  for (const { zh } of steps) expect(zh).toMatch(/\p{Script=Han}/u);
});

test.each(shipped.map((campaign) => [`${campaign.campaign}@${campaign.revision}`, campaign] as const))(
  "what %s grants is what the explanation says, for every contract",
  (_name, campaign) => {
    const list = contracts(40, (i) => ({
      sourceType: i % 7 === 3 ? 1 : 2,
      address: `地址${i % 3}`,
      project: `GD${i % 11}`,
      housekeeper: i % 2 === 0 ? "管家A" : "管家B",
      amountFen: (i * 137_731) % 6_000_000,
      historicalNumber: i % 13 === 12 ? "OLD" : "",
    }));
    for (const row of evaluate(campaign, undefined, list).rows) {
      const granted = explainRow(campaign, row).flatMap((step) => (step.granted === undefined ? [] : [step.granted]));
      expect(granted.toSorted()).toEqual(row.rewards.map(({ name }) => name).toSorted());
    }
  },
);
