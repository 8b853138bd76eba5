import { plainYuan } from "../evaluate/format-amount.ts";
import type { Campaign } from "./campaign.ts";
import type { CampaignProblem } from "./campaign-problem.ts";
import { error, warning } from "./problem-makers.ts";

/** Awards: in order, named once, each with its amount. */
export function checkAwards(campaign: Campaign): CampaignProblem[] {
  const { lucky, tiers, awards } = campaign;
  return [
    ...(tiers === undefined ? [] : [...rising("tiers.levels", tiers.levels), ...twice("tiers.levels", tiers.levels)]),
    ...(lucky === undefined ? [] : rising("lucky.awards", lucky.awards)),
    ...(awards === undefined ? [] : [...unpriced(campaign), ...unused(campaign)]),
  ];
}

type Steps = readonly { readonly award: string; readonly from: number }[];

function rising(path: string, steps: Steps): CampaignProblem[] {
  return steps.flatMap(({ award, from }, i) => {
    const before = steps[i - 1];
    if (before === undefined || before.from < from) return [];
    return [
      error(`${path}[${i}].from`, "stepsNotRising", {
        award,
        from: plainYuan(from),
        before: before.award,
        beforeFrom: plainYuan(before.from),
      }),
    ];
  });
}

function twice(path: string, steps: Steps): CampaignProblem[] {
  return steps.flatMap(({ award }, i) =>
    steps.findIndex((step) => step.award === award) === i ? [] : [error(`${path}[${i}].award`, "tierTwice", { award })],
  );
}

interface NamedAward {
  readonly path: string;
  readonly award: string;
}

/** Every award that a rule can grant, with the place where it is named. */
function grantable({ lucky, tiers, selfReferral }: Campaign): NamedAward[] {
  return [
    ...named("lucky.awards", lucky?.awards),
    ...named("tiers.levels", tiers?.levels),
    ...(selfReferral.award === undefined ? [] : [{ path: "selfReferral.award", award: selfReferral.award }]),
  ];
}

function named(path: string, steps: Steps = []): NamedAward[] {
  return steps.map(({ award }, i) => ({ path: `${path}[${i}].award`, award }));
}

function unpriced(campaign: Campaign): CampaignProblem[] {
  return grantable(campaign)
    .filter(({ award }) => campaign.awards?.[award] === undefined)
    .map(({ path, award }) => error(path, "awardWithoutAmount", { award }));
}

function unused(campaign: Campaign): CampaignProblem[] {
  const names = new Set(grantable(campaign).map(({ award }) => award));
  return Object.keys(campaign.awards ?? {})
    .filter((award) => !names.has(award))
    .map((award) => warning(`awards.${award}`, "awardNotGranted", { award }));
}
