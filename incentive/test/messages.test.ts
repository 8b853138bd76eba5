import {
  amountText,
  evaluate,
  findCampaign,
  messageTexts,
  performanceRecord,
  rateText,
  readCampaigns,
  type Contract,
} from "@belfry/incentive";
import { expect, test } from "vitest";
import { contract, contracts } from "./contracts.ts";

const shipped = await readCampaigns();
const recordedOn = "2025-05-02";

/** The texts about the last contract. */
function tellLast(
  name: string,
  list: readonly Contract[],
  people = { elite: [] as string[], risingStars: [] as string[] },
) {
  const campaign = findCampaign(shipped, name);
  const row = evaluate(campaign, undefined, list).rows.at(-1);
  if (row === undefined) throw new Error("No row came.");
  return messageTexts(campaign, performanceRecord(row, { recordedOn }), people);
}

const lucky = contracts(6, () => ({ conversion: "0.29" }));

test("a row of an evaluation becomes both messages", () => {
  expect(tellLast("BJ-2025-05@2025-05", lucky)).toEqual({
    group:
      "🧨🧨🧨 签约喜报 🧨🧨🧨\n恭喜 管家A 签约合同 HT-c6 并完成线上收款🎉🎉🎉\n\n🌻 本单为活动期间平台累计签约第 6 单，个人累计签约第 6 单。\n\n🌻 管家A累计签约 60,000 元, 累计计入业绩 60,000 元\n\n👊 距离 达标奖 还需 20,000 元。\n",
    award: "管家A签约合同HT-c6\n\n达成接好运万元以上奖励条件，获得签约奖励58元 🧧🧧🧧",
    withoutAmount: [],
  });
});

test("nothing earned: no award message; historical or told before: no message at all", () => {
  expect(tellLast("BJ-2025-05@2025-05", [contract("c1")]).award).toBeUndefined();
  expect(tellLast("BJ-2025-09@2025-09", [contract("c1", { historicalNumber: "OLD" })])).toEqual({ withoutAmount: [] });
  const campaign = findCampaign(shipped, "BJ-2025-05@2025-05");
  const [row] = evaluate(campaign, undefined, [contract("c1")]).rows;
  if (row === undefined) throw new Error("No row came.");
  const record = performanceRecord(row, { recordedOn, notified: true });
  expect(messageTexts(campaign, record)).toEqual({ withoutAmount: [] });
});

test("a rising star has a badge unless the old program hid it behind that of the elite", () => {
  const people = { elite: [], risingStars: ["管家A"] };
  expect(tellLast("BJ-2025-06", lucky, people).group).not.toContain("新锐");
  const june = findCampaign(shipped, "BJ-2025-06");
  const campaign = { ...june, quirks: { ...june.quirks, eliteBadgeHidesRisingStar: false } };
  const row = evaluate(campaign, undefined, lucky).rows.at(-1);
  if (row === undefined) throw new Error("No row came.");
  expect(messageTexts(campaign, performanceRecord(row, { recordedOn }), people).group).toContain(
    "恭喜 【🆕新锐管家】管家A 签约",
  );
});

test("an award that has no amount is left out of the message, and said", () => {
  const campaign = findCampaign(shipped, "BJ-2025-09@2025-09");
  const [row] = evaluate(campaign, undefined, [contract("c1")]).rows;
  if (row === undefined) throw new Error("No row came.");
  const record = { ...performanceRecord(row, { recordedOn }), 激活奖励状态: 1, 奖励类型: "幸运数字", 奖励名称: "大奖" };
  expect(messageTexts(campaign, record).withoutAmount).toEqual(["大奖"]);
});

test.each(shipped.map((campaign) => [`${campaign.campaign}@${campaign.revision}`] as const))(
  "every text of %s can be written for any row",
  (name) => {
    const people = { elite: ["管家A"], risingStars: ["管家B"] };
    const campaign = findCampaign(shipped, name);
    const list = contracts(30, (i) => ({
      amountFen: 900_000 + i,
      sourceType: i % 4 === 1 ? 1 : 2,
      address: `地址${i % 5}`,
      conversion: i % 2 === 0 ? "0.57" : "",
    }));
    for (const row of evaluate(campaign, undefined, list).rows) {
      const { group, award, withoutAmount } = messageTexts(campaign, performanceRecord(row, { recordedOn }), people);
      expect(group).toContain(`签约合同`);
      expect(award === undefined).toBe(row.rewards.length === 0 || campaign.messages.award === undefined);
      expect(withoutAmount).toEqual([]);
    }
  },
);

test.each([
  ["85000.9", "85,000"],
  ["1234567", "1,234,567"],
  ["007", "7"],
  [".5", "0"],
  ["-5", "0"],
  ["", "0"],
  ["NaN", "0"],
])("the amount %j reads %s", (value, text) => {
  expect(amountText(value)).toBe(text);
});

test.each([
  ["0.29", "28%", "29%"],
  ["0.57", "56%", "57%"],
  ["0.005", "0%", "0%"],
  ["0.999", "99%", "99%"],
  ["1.5", "100%", "100%"],
  ["", "-", "-"],
])("the rate %j reads %s as the old programs cut it, and %s", (value, binary, exact) => {
  expect(rateText(value, true)).toBe(binary);
  expect(rateText(value, false)).toBe(exact);
});
