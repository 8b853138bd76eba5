import type { Campaign } from "../campaign/campaign.ts";
import type { PersonFigures } from "../evaluate/evaluation-state.ts";
import { tierFigures } from "../evaluate/tier-figures.ts";

/** How far a person is from the next tier. */
export interface NextTier {
  readonly award: string;
  /** The sum that earns it, the sum so far, and what is missing. */
  readonly fromFen: number;
  readonly sumFen: number;
  readonly missingFen: number;
  /** How many contracts are missing before any tier counts. */
  readonly missingContracts: number;
}

/** The lowest tier that a person does not hold; undefined: there is none, or all are held. */
export function nextTier({ tiers, announcementOnly }: Campaign, figures: PersonFigures): NextTier | undefined {
  if (tiers === undefined || announcementOnly) return undefined;
  const level = tiers.levels.find(({ award }) => !figures.held.includes(award));
  if (level === undefined) return undefined;
  const { count, sumFen } = tierFigures(tiers, figures);
  return {
    award: level.award,
    fromFen: level.from,
    sumFen,
    missingFen: Math.max(0, level.from - sumFen),
    missingContracts: Math.max(0, tiers.minContracts - count),
  };
}
