import type { Campaign } from "../campaign/campaign.ts";
import type { TierRule } from "../campaign/campaign-rules.ts";
import type { Reward } from "./evaluated-row.ts";
import type { PersonFigures } from "./evaluation-state.ts";
import { yuanText } from "./format-amount.ts";
import type { RewardAnswer } from "./reward-question.ts";
import { tierFigures } from "./tier-figures.ts";
import { amountOf } from "./reward-amount.ts";

/** The tiers that a person reaches now, and what is missing to the next one. */
export function grantTiers(campaign: Campaign, figures: PersonFigures): RewardAnswer {
  const { tiers, awards, remarks } = campaign;
  const { held } = figures;
  if (tiers === undefined) return { rewards: [], gap: "", held };
  const { levels, minContracts, type } = tiers;
  const { count, sumFen } = tierFigures(tiers, figures);
  const isHeld = (award: string) => held.includes(award);
  if (count < minContracts) {
    const holdsAny = levels.some(({ award }) => isHeld(award));
    const gap = holdsAny ? "" : remarks.gapCount.replaceAll("{count}", String(minContracts - count));
    return { rewards: [], gap, held };
  }
  const top = levels.findLastIndex(({ award, from }) => sumFen >= from && !isHeld(award));
  const highest = levels[top];
  const granted = highest === undefined ? [] : [highest, ...levels.slice(0, top).filter(({ award }) => !isHeld(award))];
  const heldNow = granted.length === 0 ? held : [...held, ...granted.map(({ award }) => award)];
  const rewards = granted.map(({ award }): Reward => ({ kind: "tier", type, name: award, ...amountOf(awards, award) }));
  const next = nextLevel(campaign, { levels, top, held: heldNow, sumFen });
  const gap =
    next === undefined
      ? ""
      : remarks.gapAmount.replaceAll("{award}", next.award).replaceAll("{amount}", yuanText(next.from - sumFen));
  return { rewards, gap, held: heldNow };
}

type Level = TierRule["levels"][number];

/**
 * The tier that the gap names: the one above the highest that was just granted; of somebody who holds none, the lowest;
 * else, from the top, the first that is neither held nor reached and whose lower neighbour is held.
 */
function nextLevel(
  { quirks }: Campaign,
  now: {
    readonly levels: readonly Level[];
    readonly top: number;
    readonly held: readonly string[];
    readonly sumFen: number;
  },
): Level | undefined {
  const { levels, top, held, sumFen } = now;
  const isHeld = (level: Level) => held.includes(level.award);
  if (top >= 0) {
    if (quirks.gapNamesHeldTier) return levels[top + 1];
    return levels.slice(top + 1).find((level) => !isHeld(level));
  }
  if (!levels.some(isHeld)) return levels[0];
  return levels.findLast((level, i) => {
    const lower = levels[i - 1];
    return !isHeld(level) && level.from > sumFen && lower !== undefined && isHeld(lower);
  });
}
