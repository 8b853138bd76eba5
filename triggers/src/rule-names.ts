import { RuleSlug } from "@belfry/plugin-kit";
import { z } from "zod";

/** One rule or several, by their names. */
export const RuleNames = z.union([RuleSlug, z.array(RuleSlug).min(1).max(50)]);

export function namesOf(names: z.output<typeof RuleNames>): readonly string[] {
  return [...new Set([names].flat())];
}
