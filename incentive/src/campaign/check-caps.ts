import { plainYuan } from "../evaluate/format-amount.ts";
import type { Campaign } from "./campaign.ts";
import type { CampaignProblem } from "./campaign-problem.ts";
import { error, warning } from "./problem-makers.ts";

/** Caps: only those that can have an effect. */
export function checkCaps({ caps, performance, sourceTypes, historicalContracts }: Campaign): CampaignProblem[] {
  const problems: CampaignProblem[] = [];
  if (performance === "source" && Object.values(caps).some((cap) => cap !== undefined))
    problems.push(
      error(
        "caps",
        "Performance comes from the source as it is, so that caps would never be used.",
        "Take the caps out, or performance: source.",
      ),
    );
  if (caps.totalPerProject !== undefined && (caps.perProject ?? caps.selfReferral?.perProject) !== undefined)
    problems.push(
      error(
        "caps.totalPerProject",
        "There are two caps per project, one for 管家累计金额 and one for what counts, and a project has one account.",
        "Keep one of them.",
      ),
    );
  for (const [path, { perContract, perProject }] of [
    ["caps", caps],
    ["caps.selfReferral", caps.selfReferral ?? {}],
  ] as const)
    if (perContract !== undefined && perProject !== undefined && perProject < perContract)
      problems.push(
        warning(
          `${path}.perProject`,
          `A project counts at most ${plainYuan(perProject)} yuan, so that no contract ever counts the ${plainYuan(perContract)} of perContract.`,
          "Raise the one or lower the other.",
        ),
      );
  if (caps.selfReferral !== undefined && sourceTypes !== undefined && !sourceTypes.includes(1))
    problems.push(
      warning(
        "caps.selfReferral",
        "Self-referrals have caps, and sourceTypes leaves them out.",
        "Take these caps out.",
      ),
    );
  if (historicalContracts && caps.perProject === undefined)
    problems.push(
      warning(
        "historicalContracts",
        "Historical contracts only take up the cap of their project, and there is none.",
        "Add caps.perProject, or take historicalContracts out.",
      ),
    );
  return problems;
}
