import type { Slot, SlotDay } from "@belfry/client";
import type { Tone } from "../../ui/StateMark.tsx";
import { fateTones } from "../../ui/fate-tone.ts";

export interface JudgedDay {
  /** Of its worst fate; `unbalanced` is worse than all of them, `none` is a day on which nothing was due. */
  readonly look: Tone | "unbalanced" | "planned" | "none";
  /** What its number counts: the slots of the worst tone, or of an ordinary day all of them. */
  readonly shown: number;
  readonly total: number;
}

const worstFirst = ["bad", "held", "good", "quiet"] as const;

/** How a day went: by the worst that became of one of its slots. */
export function judgeDay({ planned, fates, balanced }: SlotDay): JudgedDay {
  const counts = Object.entries(fates) as [Slot["fate"], number][];
  const decided = counts.reduce((sum, [, n]) => sum + n, 0);
  const total = decided + planned;
  if (balanced === false) return { look: "unbalanced", shown: total, total };
  const look = worstFirst.find((tone) => counts.some(([fate, n]) => n > 0 && fateTones[fate] === tone));
  if (look === undefined) return { look: planned > 0 ? "planned" : "none", shown: planned, total };
  const ofTone = counts.reduce((sum, [fate, n]) => sum + (fateTones[fate] === look ? n : 0), 0);
  return { look, shown: look === "bad" || look === "held" ? ofTone : total, total };
}
