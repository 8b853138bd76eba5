import fc from "fast-check";
import type { LossMoment } from "@belfry/testkit";

/** What happens to the nodes, to the clock, or what people and programs do. */
export type Step =
  | { readonly do: "move"; readonly seconds: number }
  | { readonly do: "cut" | "freeze" | "heal" | "restart"; readonly node: number }
  | { readonly do: "lose"; readonly node: number; readonly moment: LossMoment; readonly each: number }
  | { readonly do: "break-sessions" | "disable" | "enable" }
  | { readonly do: "edit"; readonly cron: number }
  | { readonly do: "event" | "start"; readonly node: number; readonly fails: boolean }
  | { readonly do: "cancel" | "retry"; readonly node: number; readonly pick: number }
  | { readonly do: "pause"; readonly ms: number };

export const NODES = 3;
const node = fc.nat({ max: NODES - 1 });

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("move" as const),
      seconds: fc.oneof(fc.integer({ min: 1, max: 120 }), fc.integer({ min: -7_200, max: 10_000 })),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom("cut", "freeze", "heal", "restart"), node }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("lose" as const),
      node,
      moment: fc.constantFrom<LossMoment[]>("after-commit", "before-commit"),
      each: fc.integer({ min: 2, max: 9 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("break-sessions", "disable", "enable") }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("edit" as const), cron: fc.nat({ max: 4 }) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom("event", "start"), node, fails: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("cancel", "retry"), node, pick: fc.nat({ max: 50 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("pause" as const), ms: fc.integer({ min: 1, max: 300 }) }) },
);

export const sequences = fc.array(step, { minLength: 8, maxLength: 30 });
