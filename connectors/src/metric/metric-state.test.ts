import * as fc from "fast-check";
import { expect, test } from "vitest";
import { firstState, nextState, type Edge, type MetricCondition, type MetricPolicy } from "./metric-state.ts";

type Value = number | string | undefined;
interface Seen {
  /** In minutes. */
  readonly at: number;
  readonly value: Value;
}

const minute = (n: number) => new Date(Date.UTC(2026, 10, 22) + n * 60_000);

function edgesOf(policy: MetricPolicy, samples: readonly Seen[]): (Edge & { readonly at: number })[] {
  let state = firstState(minute(0));
  return samples.flatMap(({ at, value }) => {
    const next = nextState(state, policy, { at: minute(at), value });
    // It is kept between samples as JSON.
    state = JSON.parse(JSON.stringify(next.state)) as typeof state;
    return next.edge === undefined ? [] : [{ ...next.edge, at }];
  });
}

const above = (limit: number, resolveAt = limit): MetricCondition => ({ kind: "above", limit, resolveAt });
const policy = (condition: MetricCondition, forMinutes = 0, noDataMinutes = 10): MetricPolicy => ({
  condition,
  forMs: forMinutes * 60_000,
  noDataAfterMs: noDataMinutes * 60_000,
});
const brief = (edges: readonly (Edge & { readonly at: number })[]) =>
  edges.map(({ at, kind, value, previous }) => [at, kind, value, previous]);
const series = (...values: Value[]): Seen[] => values.map((value, at) => ({ at, value }));

test("it is raised once when it begins and resolved once when it ends", () => {
  expect(brief(edgesOf(policy(above(5)), series(1, 6, 7, 5, 6, 2)))).toEqual([
    [1, "raised", 6, 1],
    [3, "resolved", 5, 7],
    [4, "raised", 6, 5],
    [5, "resolved", 2, 6],
  ]);
});

test("it has to hold as long as it says, without a break", () => {
  expect(brief(edgesOf(policy(above(5), 2), series(6, 6, 1, 6, 6, 6)))).toEqual([[5, "raised", 6, 6]]);
});

test("between the limit and where it is resolved nothing happens", () => {
  expect(brief(edgesOf(policy(above(5, 3)), series(6, 4, 6, 4, 3)))).toEqual([
    [0, "raised", 6, undefined],
    [4, "resolved", 3, 4],
  ]);
});

test("a sample that fails is no value: it neither raises nor resolves, and is not taken for zero", () => {
  const below: MetricCondition = { kind: "below", limit: 5, resolveAt: 5 };
  expect(edgesOf(policy(below), series(9, undefined, undefined, 9))).toEqual([]);
  expect(brief(edgesOf(policy(above(5)), series(6, undefined, undefined, 6, 1)))).toEqual([
    [0, "raised", 6, undefined],
    [4, "resolved", 1, 6],
  ]);
});

test("values that lie too far apart say nothing of the time between", () => {
  const far = [
    { at: 0, value: 6 },
    { at: 30, value: 6 },
    { at: 35, value: 6 },
  ];
  expect(brief(edgesOf(policy(above(5), 5), far))).toEqual([[35, "raised", 6, 6]]);
});

test("missing data is raised when it has been missing for so long, and resolved by the next value", () => {
  expect(
    brief(edgesOf(policy({ kind: "noData" }, 3, 3), series(1, undefined, undefined, undefined, undefined, 2))),
  ).toEqual([
    [3, "raised", undefined, 1],
    [5, "resolved", 2, 1],
  ]);
});

test("a change counts when the new value stays, against the one that counted before", () => {
  const steps = series("a", "b", "b", "a", "a", "c", "c", "c");
  expect(brief(edgesOf(policy({ kind: "changed" }), steps))).toEqual([
    [1, "raised", "b", "a"],
    [3, "raised", "a", "b"],
    [5, "raised", "c", "a"],
  ]);
  expect(brief(edgesOf(policy({ kind: "changed" }, 2), steps))).toEqual([[7, "raised", "c", "a"]]);
});

/**
 * The same by looking at the whole history again for each sample. Slow, and written without a state: what holds is found
 * by going back from the sample.
 */
function oracle({ condition, forMs, noDataAfterMs }: MetricPolicy, samples: readonly Seen[]): [number, string][] {
  const forMin = forMs / 60_000;
  const noDataMin = noDataAfterMs / 60_000;
  const edges: { i: number; kind: string }[] = [];
  const lastValueBefore = (i: number) => samples.slice(0, i).findLastIndex(({ value }) => value !== undefined);
  const isBroken = (from: number, to: number) => samples[to]!.at - samples[from]!.at > noDataMin;
  /** The first of the values up to `i` that all fit, none too far from the next, and no edge among or before them. */
  const runStart = (i: number, fits: (value: Value) => boolean, after: number): number => {
    let start = i;
    for (let j = lastValueBefore(i); j > after; j = lastValueBefore(j)) {
      if (!fits(samples[j]!.value)) break;
      // What fails long after the last value breaks a run as well.
      const failed = samples.slice(j + 1, start).some(({ at }) => at - samples[j]!.at > noDataMin);
      if (isBroken(j, start) || failed) break;
      start = j;
    }
    return start;
  };
  const breach = (value: Value): boolean => {
    if (value === undefined) return false;
    const n = Number(value);
    if (condition.kind === "above") return n > condition.limit;
    if (condition.kind === "below") return n < condition.limit;
    if (condition.kind === "between") return !(n < condition.low) && !(n > condition.high);
    if (condition.kind === "outside") return n < condition.low || n > condition.high;
    return false;
  };
  const over = (value: Value): boolean => {
    const n = Number(value);
    if (condition.kind === "above") return !(n > condition.resolveAt);
    if (condition.kind === "below") return !(n < condition.resolveAt);
    if (condition.kind === "between")
      return n < condition.low - condition.hysteresis || n > condition.high + condition.hysteresis;
    if (condition.kind === "outside")
      return !(n < condition.low + condition.hysteresis) && !(n > condition.high - condition.hysteresis);
    return false;
  };
  for (const [i, { at, value }] of samples.entries()) {
    const last = edges.at(-1);
    const isRaised = last?.kind === "raised";
    if (condition.kind === "noData") {
      if (value !== undefined) {
        if (isRaised) edges.push({ i, kind: "resolved" });
        continue;
      }
      if (isRaised) continue;
      const known = lastValueBefore(i);
      const firstFailed = known + 1;
      const start = known >= 0 && !isBroken(known, firstFailed) ? known : firstFailed;
      if (at - samples[start]!.at >= forMin) edges.push({ i, kind: "raised" });
    } else if (condition.kind === "changed") {
      if (value === undefined) continue;
      const counted =
        last === undefined ? samples.find((one) => one.value !== undefined)?.value : samples[last.i]!.value;
      if (value === counted) continue;
      const start = runStart(i, (other) => other === value, last?.i ?? -1);
      if (at - samples[start]!.at >= forMin) edges.push({ i, kind: "raised" });
    } else if (isRaised) {
      if (value !== undefined && over(value)) edges.push({ i, kind: "resolved" });
    } else if (breach(value)) {
      const start = runStart(i, breach, last?.i ?? -1);
      if (at - samples[start]!.at >= forMin) edges.push({ i, kind: "raised" });
    }
  }
  return edges.map(({ i, kind }) => [samples[i]!.at, kind]);
}

const limits = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 3 }));
const condition: fc.Arbitrary<MetricCondition> = fc.oneof(
  limits.map(([limit, h]): MetricCondition => ({ kind: "above", limit, resolveAt: limit - h })),
  limits.map(([limit, h]): MetricCondition => ({ kind: "below", limit, resolveAt: limit + h })),
  limits.map(([low, h]): MetricCondition => ({ kind: "between", low, high: low + 3, hysteresis: h })),
  limits.map(([low, h]): MetricCondition => ({ kind: "outside", low, high: low + 4, hysteresis: Math.min(h, 2) })),
  fc.constant<MetricCondition>({ kind: "changed" }),
  fc.constant<MetricCondition>({ kind: "noData" }),
);
const samples = fc
  .array(
    fc.record({
      wait: fc.oneof(
        { weight: 5, arbitrary: fc.constant(1) },
        { weight: 1, arbitrary: fc.integer({ min: 2, max: 9 }) },
      ),
      value: fc.oneof(
        { weight: 5, arbitrary: fc.integer({ min: -1, max: 8 }) },
        { weight: 1, arbitrary: fc.constant<undefined>(undefined) },
      ),
    }),
    { maxLength: 40 },
  )
  .map((steps) => {
    let at = 0;
    return steps.map(({ wait, value }): Seen => ({ at: (at += wait), value }));
  });

test("what a state remembers comes to the same as looking at the whole history again", () => {
  fc.assert(
    fc.property(condition, fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 6 }), samples, (c, f, n, all) => {
      const one = policy(c, f, n);
      expect(edgesOf(one, all).map(({ at, kind }) => [at, kind])).toEqual(oracle(one, all));
    }),
    { numRuns: 3_000 },
  );
});

test("raised and resolved take turns, whatever comes, and are numbered", () => {
  fc.assert(
    fc.property(condition, samples, (c, all) => {
      if (c.kind === "changed") return;
      const edges = edgesOf(policy(c, 1, 3), all);
      edges.forEach(({ kind, n }, i) => {
        expect(n).toBe(i + 1);
        expect(kind).toBe(i % 2 === 0 ? "raised" : "resolved");
      });
    }),
    { numRuns: 1_000 },
  );
});
