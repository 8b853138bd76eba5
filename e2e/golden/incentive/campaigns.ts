/** campaigns.json beside the shipped files: what both say of a campaign, in the same words. */
import type { Campaign } from "@belfry/incentive";
import type { GoldenCampaign } from "./file.ts";

const yuan = (fen: number | undefined) => (fen === undefined ? null : fen / 100);

/** What a shipped file says. */
export function shippedFacts(campaign: Campaign): unknown {
  const { lucky, tiers, caps, awards = {}, selfReferral } = campaign;
  return {
    person: campaign.person,
    announcementOnly: campaign.announcementOnly,
    lucky:
      lucky === undefined
        ? null
        : {
            rule: lucky.rule,
            number: lucky.number,
            awards: lucky.awards.map(({ award, from }) => [award, from / 100]),
          },
    minContracts: tiers?.minContracts ?? 0,
    levels: (tiers?.levels ?? []).map(({ award, from }) => [award, from / 100]),
    awards: Object.fromEntries(Object.entries(awards).map(([name, fen]) => [name, fen / 100])),
    perContract: yuan(caps.perContract),
    perProject: yuan(caps.perProject ?? caps.totalPerProject),
    selfReferralCaps: [yuan(caps.selfReferral?.perContract), yuan(caps.selfReferral?.perProject)],
    selfReferralAward: selfReferral.award ?? null,
    sourceTypes: campaign.sourceTypes ?? null,
    refresh: campaign.refresh,
    badges: campaign.messages.eliteBadge !== undefined,
  };
}

/** What the golden file says; where it tells what the program did, that counts. */
export function goldenFacts(golden: GoldenCampaign, campaign: Campaign): unknown {
  const { lucky, tiers, performanceLimits: limits, executed = {}, processing } = golden;
  const announcementOnly = golden.strategy.type === "announcement_only";
  const awardOfOwn = golden.selfReferral?.["enable"] === true ? golden.selfReferral["reward_name"] : null;
  return {
    person: golden.housekeeperKey ?? campaign.person,
    announcementOnly,
    lucky: lucky === null ? null : luckyFacts(lucky),
    minContracts: tiers.minContracts,
    levels: tiers.levels.map(({ name, threshold }) => [name, threshold]),
    awards: golden.awardsYuan,
    perContract:
      executed["singleContractCap"] ?? executed["performanceColumnCap"] ?? limits["single_contract_cap"] ?? null,
    // Without awards nobody asked for the limit of a project.
    perProject: announcementOnly
      ? null
      : (executed["projectLimitOfRawTotal"] ?? executed["projectLimit"] ?? limits["single_project_limit"] ?? null),
    selfReferralCaps: [limits["self_referral_contract_cap"] ?? null, limits["self_referral_project_limit"] ?? null],
    selfReferralAward: awardOfOwn,
    sourceTypes: sourceTypesOf(processing),
    refresh: processing?.["refresh_existing_contracts"] === true ? "recompute" : "append",
    // What is only a default in the file depends on the month.
    badges: typeof golden.badges === "string" ? campaign.messages.eliteBadge !== undefined : false,
  };
}

function luckyFacts(lucky: NonNullable<GoldenCampaign["lucky"]>): unknown {
  const personal = lucky.sequence === "platform_only" ? "everyNthPlatform" : "everyNthOfPerson";
  return {
    rule: lucky.mode === "personal_sequence" ? personal : "lastDigit",
    number: Number(lucky.number),
    awards: [
      [lucky.baseName, 0],
      ...(lucky.highName === lucky.baseName ? [] : [[lucky.highName, lucky.highThreshold]]),
    ],
  };
}

function sourceTypesOf(processing: GoldenCampaign["processing"]): unknown {
  if (processing?.["process_platform_only"] === true) return [2, 4, 5];
  const filter = processing?.["source_type_filter"] as
    | { readonly allowed_source_types?: readonly number[] }
    | undefined;
  return filter?.allowed_source_types ?? null;
}
