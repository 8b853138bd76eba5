import type { CampaignProblem } from "./campaign-problem.ts";

export function error(path: string, message: string, remedy: string): CampaignProblem {
  return { severity: "error", path, message, remedy };
}

export function warning(path: string, message: string, remedy: string): CampaignProblem {
  return { severity: "warning", path, message, remedy };
}
