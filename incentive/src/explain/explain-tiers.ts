import type { Campaign } from "../campaign/campaign.ts";
import type { TierRule } from "../campaign/campaign-rules.ts";
import { tierFigures } from "../evaluate/tier-figures.ts";
import type { EvaluatedRow } from "../evaluate/evaluated-row.ts";
import { yuanText } from "../evaluate/format-amount.ts";
import type { ExplanationStep } from "./explanation-step.ts";

/** Why each tier was granted with a contract, or not. */
export function explainTiers({ tiers, selfReferral, quirks }: Campaign, row: EvaluatedRow): ExplanationStep[] {
  if (tiers === undefined) return [{ rule: "tier", zh: "本活动没有阶梯奖励。", en: "The campaign has no tiers." }];
  if (row.orderType === "selfReferral" && !selfReferral.tiers)
    return [{ rule: "tier", zh: "自引单不参与阶梯奖励。", en: "Tiers are not looked at when a self-referral comes." }];
  if (row.addressRepeated && quirks.repeatedAddressGetsNothing) return [];
  const { count, sumFen } = tierFigures(tiers, {
    ...row,
    count: row.housekeeperCount,
    totalFen: row.housekeeperTotalFen,
    performanceFen: row.cumulativePerformanceFen,
  });
  if (count < tiers.minContracts)
    return [
      {
        rule: "minContracts",
        zh: `累计 ${count} 单，还不到 ${tiers.minContracts} 单，不看阶梯奖励。`,
        en: `The person has ${count} contracts and needs ${tiers.minContracts} before tiers are looked at.`,
      },
    ];
  const granted = new Set(row.rewards.flatMap(({ kind, name }) => (kind === "tier" ? [name] : [])));
  return tiers.levels.map((level) => explainLevel(level, { row, sumFen, granted }));
}

function explainLevel(
  { award, from }: TierRule["levels"][number],
  {
    row,
    sumFen,
    granted,
  }: { readonly row: EvaluatedRow; readonly sumFen: number; readonly granted: ReadonlySet<string> },
): ExplanationStep {
  const [has, needs] = [yuanText(sumFen), yuanText(from)];
  if (granted.has(award))
    return {
      rule: "tier",
      granted: award,
      zh: `${award}：累计 ${has} 元，达到 ${needs} 元，获得。`,
      en: `${award}: the sum of ${has} yuan reaches ${needs}; it is granted.`,
    };
  if (row.heldBefore.includes(award))
    return { rule: "tier", zh: `${award}：之前已经获得。`, en: `${award}: the person held it before.` };
  return {
    rule: "tier",
    zh: `${award}：累计 ${has} 元，还差 ${yuanText(from - sumFen)} 元才到 ${needs} 元。`,
    en: `${award}: the sum of ${has} yuan is ${yuanText(from - sumFen)} short of ${needs}.`,
  };
}
