import { plainYuan } from "../evaluate/format-amount.ts";
import type { Campaign } from "./campaign.ts";
import type { CampaignProblem } from "./campaign-problem.ts";
import { error, warning } from "./problem-makers.ts";

/** Caps: only those that can have an effect. */
export function checkCaps({ caps, performance, sourceTypes, historicalContracts }: Campaign): CampaignProblem[] {
  const problems: CampaignProblem[] = [];
  if (performance === "source" && Object.values(caps).some((cap) => cap !== undefined))
    problems.push(error("caps", "capsNotUsed"));
  if (caps.totalPerProject !== undefined && (caps.perProject ?? caps.selfReferral?.perProject) !== undefined)
    problems.push(error("caps.totalPerProject", "twoProjectCaps"));
  for (const [path, { perContract, perProject }] of [
    ["caps", caps],
    ["caps.selfReferral", caps.selfReferral ?? {}],
  ] as const)
    if (perContract !== undefined && perProject !== undefined && perProject < perContract)
      problems.push(
        warning(`${path}.perProject`, "projectCapBelowContract", {
          perProject: plainYuan(perProject),
          perContract: plainYuan(perContract),
        }),
      );
  if (caps.selfReferral !== undefined && sourceTypes !== undefined && !sourceTypes.includes(1))
    problems.push(warning("caps.selfReferral", "selfReferralCapsLeftOut"));
  if (historicalContracts && caps.perProject === undefined)
    problems.push(warning("historicalContracts", "historicalWithoutCap"));
  return problems;
}
