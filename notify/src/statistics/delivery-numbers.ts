import { percentilesOf, type DeliveryState } from "@belfry/model";
import type { DeliveryNumbers } from "./statistics-views.ts";

type States = Readonly<Partial<Record<DeliveryState | "open", number>>>;

const ARRIVED = ["accepted", "delivered"] as const;
const FAILED = ["failed", "bounced", "unknown"] as const;

/** What states come to. */
export function sumStates(states: States): Omit<DeliveryNumbers, "states" | "took"> {
  const deliveries = Object.values(states).reduce((sum, n) => sum + n, 0);
  const arrived = ARRIVED.reduce((sum, state) => sum + (states[state] ?? 0), 0);
  const failed = FAILED.reduce((sum, state) => sum + (states[state] ?? 0), 0);
  const successRate = deliveries === 0 ? 0 : arrived / deliveries;
  return { deliveries, arrived, failed, open: states.open ?? 0, successRate };
}

/** One row of what was counted. */
export interface Counted {
  readonly kind: "state" | "failure" | "took";
  readonly key: string;
  readonly n: number;
}

export function numbersOf(counted: readonly Counted[]): DeliveryNumbers {
  const states: Record<string, number> = {};
  const took = new Map<number, number>();
  for (const { kind, key, n } of counted) {
    if (kind === "state") states[key] = (states[key] ?? 0) + n;
    if (kind === "took") took.set(Number(key), (took.get(Number(key)) ?? 0) + n);
  }
  return { ...sumStates(states), states, took: percentilesOf(took) };
}
