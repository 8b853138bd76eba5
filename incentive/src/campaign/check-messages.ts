import { checkTemplate } from "@belfry/model";
import { awardLineValues, awardValues, groupValues } from "../messages/message-values.ts";
import type { Campaign } from "./campaign.ts";
import type { CampaignProblem } from "./campaign-problem.ts";
import { error, warning } from "./problem-makers.ts";

/** Texts: templates that can be read and name only what there is, and no text that nobody would see. */
export function checkMessages({ messages, awards, remarks, quirks, tiers }: Campaign): CampaignProblem[] {
  const problems: CampaignProblem[] = [];
  const texts = [
    ["group", groupValues],
    ["award", awardValues],
    ["awardLine", awardLineValues],
    ["awardLineDoubled", awardLineValues],
  ] as const;
  for (const [name, roots] of texts) {
    const text = messages[name];
    if (text === undefined) continue;
    for (const problem of checkTemplate(text, `messages.${name}`, { roots }))
      problems.push({ ...problem, severity: "error" });
  }
  if (messages.award !== undefined && awards === undefined)
    problems.push(error("messages.award", "awardMessageWithoutAmounts"));
  if (messages.risingStarBadge !== undefined && messages.eliteBadge !== undefined && quirks.eliteBadgeHidesRisingStar)
    problems.push(warning("messages.risingStarBadge", "risingStarHidden"));
  if (tiers !== undefined)
    for (const [field, holes] of [
      ["gapAmount", ["{award}", "{amount}"]],
      ["gapCount", ["{count}"]],
    ] as const)
      for (const hole of holes)
        if (!remarks[field].includes(hole)) problems.push(warning(`remarks.${field}`, "remarkLacks", { hole }));
  return problems;
}
