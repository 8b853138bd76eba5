/**
 * Why a contract earned what it earned, and why nothing else: one step per rule, in Chinese and English. It asks only the
 * row and the campaign, so that it says the same years later.
 */
import type { Campaign } from "../campaign/campaign.ts";
import { capsFor } from "../evaluate/count-contract.ts";
import type { EvaluatedRow } from "../evaluate/evaluated-row.ts";
import { yuanText } from "../evaluate/format-amount.ts";
import { explainLucky } from "./explain-lucky.ts";
import { explainTiers } from "./explain-tiers.ts";
import type { ExplanationStep } from "./explanation-step.ts";

/** Explains a row under the campaign that made it. */
export function explainRow(campaign: Campaign, row: EvaluatedRow): ExplanationStep[] {
  if (row.historical)
    return [
      {
        rule: "historical",
        zh: `这是历史合同（${row.contract.historicalNumber ?? ""}）：不编号、不计单数、没有奖励，只占用项目额度 ${yuanText(row.countedFen)} 元。`,
        en: `It is a historical contract (${row.contract.historicalNumber ?? ""}): no number, not counted, no award; it only takes up ${yuanText(row.countedFen)} yuan of its project.`,
      },
    ];
  const counted: ExplanationStep[] = [
    {
      // Without the name: in the middle of a sentence nobody could mask it, and it stands above.
      rule: "counted",
      zh: `活动期内第 ${row.sequence} 单，这位管家的第 ${row.housekeeperCount} 单，${row.orderType === "platform" ? "平台单" : "自引单"}。`,
      en: `It is number ${row.sequence} of the campaign and number ${row.housekeeperCount} of its housekeeper, ${row.orderType === "platform" ? "a platform order" : "a self-referral"}.`,
    },
    ...explainCaps(campaign, row),
  ];
  if (campaign.announcementOnly)
    return [
      ...counted,
      {
        rule: "announcementOnly",
        zh: "本活动只播报，没有奖励。",
        en: "The campaign only announces contracts; nobody earns anything.",
      },
    ];
  return [...counted, ...explainOwn(campaign, row), ...explainLucky(campaign, row), ...explainTiers(campaign, row)];
}

function explainCaps(campaign: Campaign, row: EvaluatedRow): ExplanationStep[] {
  const { contract, countedFen } = row;
  if (campaign.performance === "source")
    return [
      {
        rule: "cap",
        zh: `计入业绩 ${yuanText(countedFen)} 元，取自数据源。`,
        en: `It counts ${yuanText(countedFen)} yuan, as the source says.`,
      },
    ];
  if (countedFen === contract.amountFen)
    return [
      {
        rule: "cap",
        zh: `全额 ${yuanText(countedFen)} 元计入业绩，没有触及上限。`,
        en: `All of its ${yuanText(countedFen)} yuan count; no cap was met.`,
      },
    ];
  const { perContract } = capsFor(campaign, contract);
  const byContract = perContract !== undefined && countedFen === perContract;
  return [
    {
      rule: "cap",
      zh: `合同金额 ${yuanText(contract.amountFen)} 元，计入业绩 ${yuanText(countedFen)} 元：${byContract ? "单合同上限" : "项目额度只剩这么多"}。`,
      en: `Of its ${yuanText(contract.amountFen)} yuan ${yuanText(countedFen)} count: ${byContract ? "that is the cap of a contract" : "that was left of the cap of its project"}.`,
    },
  ];
}

function explainOwn({ selfReferral, quirks }: Campaign, row: EvaluatedRow): ExplanationStep[] {
  const { award } = selfReferral;
  if (row.orderType === "platform") return [];
  if (row.addressRepeated && quirks.repeatedAddressGetsNothing)
    return [
      {
        rule: "selfReferral",
        zh: "该项目地址的自引单已经计算过，本单不再参与任何奖励。",
        en: "A self-referral at this project address was there before, so this one takes part in nothing.",
      },
    ];
  if (award === undefined) return [];
  const granted = row.rewards.find(({ kind }) => kind === "selfReferral");
  if (granted !== undefined)
    return [
      {
        rule: "selfReferral",
        granted: award,
        zh: `自引单，该项目地址第一次出现：获得 ${award}。`,
        en: `It is a self-referral and the first at its project address: ${award}.`,
      },
    ];
  const hasAddress = (row.contract.address ?? "").trim() !== "";
  return [
    {
      rule: "selfReferral",
      zh: hasAddress ? `该项目地址已经获得过 ${award}。` : `没有项目地址，不能获得 ${award}。`,
      en: hasAddress ? `Its project address had ${award} before.` : `Without a project address there is no ${award}.`,
    },
  ];
}
