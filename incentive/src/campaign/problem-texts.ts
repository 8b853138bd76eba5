/**
 * What can be said of a campaign beyond its schema: by its code, what is wrong and what to do. The values stand in braces;
 * whoever shows a problem in another language has texts of their own for these codes.
 */
export const campaignProblemTexts = {
  stepsNotRising: [
    "{award} begins at {from} yuan, and {before} before it at {beforeFrom}.",
    "Write them from the lowest to the highest, each with another amount.",
  ],
  tierTwice: ["There are two tiers named {award}.", "Give each tier a name of its own."],
  awardWithoutAmount: [
    "{award} can be earned and has no amount.",
    "Add {award} to awards, or leave awards out as a whole.",
  ],
  awardNotGranted: ["{award} has an amount, and no rule grants it.", "Take it out, or check how it is written."],
  announcementEarns: [
    "The campaign only announces contracts, and here is a rule by which somebody would earn.",
    "Take the rule out, or announcementOnly.",
  ],
  nobodyEarns: [
    "Nobody can earn anything: there is no rule.",
    "Add lucky, tiers or selfReferral.award, or announcementOnly: true.",
  ],
  selfReferralLeftOut: [
    "Self-referrals have an award, and sourceTypes leaves them out: theirs is 1.",
    "Add 1 to sourceTypes, or take the award out.",
  ],
  luckyLeftOut: [
    "Only platform orders are lucky, and sourceTypes leaves them all out.",
    "Add their types to sourceTypes.",
  ],
  selfReferralTiersLate: [
    "Self-referrals count for the tiers, and tiers are not looked at when one comes: what it brings is granted with the next platform order.",
    "Set tiers.orders to platform, or selfReferral.tiers to true.",
  ],
  capsNotUsed: [
    "Performance comes from the source as it is, so that caps would never be used.",
    "Take the caps out, or performance: source.",
  ],
  twoProjectCaps: [
    "There are two caps per project, one for 管家累计金额 and one for what counts, and a project has one account.",
    "Keep one of them.",
  ],
  projectCapBelowContract: [
    "A project counts at most {perProject} yuan, so that no contract ever counts the {perContract} of perContract.",
    "Raise the one or lower the other.",
  ],
  selfReferralCapsLeftOut: ["Self-referrals have caps, and sourceTypes leaves them out.", "Take these caps out."],
  historicalWithoutCap: [
    "Historical contracts only take up the cap of their project, and there is none.",
    "Add caps.perProject, or take historicalContracts out.",
  ],
  awardMessageWithoutAmounts: [
    "The message of an award names its amount, and no award has one.",
    "Add awards, or take the message out.",
  ],
  risingStarHidden: [
    "The badge of rising stars is never shown: the elite badge hides it.",
    "Take out quirks.eliteBadgeHidesRisingStar, or one of the badges.",
  ],
  remarkLacks: ["The text does not say {hole}.", "Add {hole} where it shall stand."],
  periodsOverlap: [
    "{one} ({onePeriod}) and {other} ({otherPeriod}) are both in {city} at the same time: a contract would earn in both.",
    "Change the period of one of them.",
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, remedy: string]>>;
export type CampaignProblemCode = keyof typeof campaignProblemTexts;
