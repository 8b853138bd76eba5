import { fillText } from "../texts/fill-text.ts";
import type { CampaignProblem } from "./campaign-problem.ts";
import { campaignProblemTexts, type CampaignProblemCode } from "./problem-texts.ts";

type Values = Readonly<Record<string, string>>;

export function error(path: string, code: CampaignProblemCode, values: Values = {}): CampaignProblem {
  return problem("error", path, { code, values });
}

export function warning(path: string, code: CampaignProblemCode, values: Values = {}): CampaignProblem {
  return problem("warning", path, { code, values });
}

function problem(
  severity: CampaignProblem["severity"],
  path: string,
  { code, values }: { readonly code: CampaignProblemCode; readonly values: Values },
): CampaignProblem {
  const [message, remedy] = campaignProblemTexts[code];
  return { severity, path, code, values, message: fillText(message, values), remedy: fillText(remedy, values) };
}
