/** Durations are counted on a scale of which each step is a tenth longer than the one before; see `belfry.step_of_time`. */
const RATIO = 1.1;

export interface Percentiles {
  /** Half of them took no longer, in milliseconds; to within 5 %. */
  readonly p50Ms: number;
  /** 95 of 100 took no longer. */
  readonly p95Ms: number;
}

/** The median and the 95th percentile of durations that were counted by steps; null without any. */
export function percentilesOf(counts: ReadonlyMap<number, number>): Percentiles | null {
  const steps = [...counts].toSorted(([a], [b]) => a - b);
  const total = steps.reduce((sum, [, n]) => sum + n, 0);
  if (total === 0) return null;
  const at = (share: number): number => {
    let seen = 0;
    for (const [step, n] of steps) {
      seen += n;
      if (seen >= total * share) return middleOf(step);
    }
    return middleOf(steps.at(-1)?.[0] ?? 0);
  };
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}

/** The middle of a step, in whole milliseconds where they say something. */
function middleOf(step: number): number {
  if (step === 0) return 0;
  const ms = RATIO ** (step - 0.5);
  return ms < 20 ? Math.round(ms * 10) / 10 : Math.round(ms);
}
