import type { Statistics } from "@belfry/client";

export interface Bar {
  readonly from: string;
  readonly x: number;
  readonly width: number;
  /** From the bottom up: those that succeeded, failed, and ended otherwise; heights from 0 to 1. */
  readonly parts: readonly {
    readonly kind: "success" | "failed" | "other";
    readonly y: number;
    readonly height: number;
  }[];
}

/** One that failed among a million is seen: no part that is not empty is lower. */
const LOWEST = 0.012;
const GAP_SHARE = 0.25;

/** Lays periods side by side over a width of 1; the fullest is 1 high. */
export function layOutBars(periods: Statistics["periods"]): readonly Bar[] {
  const most = Math.max(1, ...periods.map(({ executions }) => executions));
  const slot = 1 / Math.max(1, periods.length);
  return periods.map(({ from, states }, index) => {
    let y = 0;
    const parts = (
      [
        ["success", states.success],
        ["failed", states.failed],
        ["other", states.cancelled + states.skipped],
      ] as const
    )
      .filter(([, n]) => n > 0)
      .map(([kind, n]) => {
        const height = Math.max(LOWEST, n / most);
        const part = { kind, y, height };
        y += height;
        return part;
      });
    return { from, x: slot * (index + GAP_SHARE / 2), width: slot * (1 - GAP_SHARE), parts };
  });
}
