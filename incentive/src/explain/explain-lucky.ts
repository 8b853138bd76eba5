import type { Campaign } from "../campaign/campaign.ts";
import type { LuckyRule } from "../campaign/campaign-rules.ts";
import type { EvaluatedRow } from "../evaluate/evaluated-row.ts";
import { yuanText } from "../evaluate/format-amount.ts";
import type { ExplanationStep } from "./explanation-step.ts";

/** Why a contract was lucky, or not. */
export function explainLucky({ lucky, selfReferral }: Campaign, row: EvaluatedRow): ExplanationStep[] {
  if (lucky === undefined)
    return [{ rule: "lucky", zh: "本活动没有幸运数字。", en: "The campaign has no lucky contracts." }];
  if (row.orderType === "selfReferral" && !selfReferral.tiers)
    return [{ rule: "lucky", zh: "自引单不参与幸运数字。", en: "Self-referrals are never lucky here." }];
  const granted = row.rewards.find(({ kind }) => kind === "lucky");
  const { zh, en } = basisOf(lucky, row);
  const amount = yuanText(row.contract.amountFen);
  if (granted === undefined)
    return [{ rule: "lucky", zh: `${zh}，没有中幸运数字。`, en: `${en}, so it is not lucky.` }];
  return [
    {
      rule: "lucky",
      granted: granted.name,
      zh: `${zh}，中幸运数字；合同金额 ${amount} 元：获得 ${granted.name}。`,
      en: `${en}, so it is lucky; with ${amount} yuan it earns ${granted.name}.`,
    },
  ];
}

function basisOf({ rule, number }: LuckyRule, row: EvaluatedRow): { readonly zh: string; readonly en: string } {
  switch (rule) {
    case "lastDigit":
      return {
        zh: `活动序号 ${row.sequence}，幸运尾号 ${number}`,
        en: `Its running number is ${row.sequence} and the lucky last digit ${number}`,
      };
    case "everyNthOfPerson":
      return {
        zh: `个人第 ${row.housekeeperCount} 单，每 ${number} 单一次`,
        en: `It is contract ${row.housekeeperCount} of the person, and every ${number}th is lucky`,
      };
    case "everyNthPlatform":
      return row.orderType === "platform"
        ? {
            zh: `个人第 ${row.platformCount} 个平台单，每 ${number} 单一次`,
            en: `It is platform order ${row.platformCount} of the person, and every ${number}th is lucky`,
          }
        : { zh: "只有平台单参与幸运数字", en: "Only platform orders can be lucky" };
    default:
      return rule satisfies never;
  }
}
