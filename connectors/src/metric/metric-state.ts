/**
 * When a metric is raised and when it is resolved. Pure: one sample after the other makes the next state, and the state is
 * all that is remembered of those before. Always holds: raised and resolved take turns, and a sample that brought no value
 * is never taken for one.
 */

/** What a sample brought: nothing where it failed, or where there was nothing. */
export type MetricValue = number | string | boolean;

export interface Sample {
  readonly at: Date;
  readonly value: MetricValue | undefined;
}

export type MetricCondition =
  | { readonly kind: "above" | "below"; readonly limit: number; readonly resolveAt: number }
  /** Hysteresis widens `between` and narrows `outside`: by so much more a value has to leave before it is resolved. */
  | { readonly kind: "between" | "outside"; readonly low: number; readonly high: number; readonly hysteresis: number }
  | { readonly kind: "changed" }
  | { readonly kind: "noData" };

export interface MetricPolicy {
  readonly condition: MetricCondition;
  /** How long it must hold before it is raised, in milliseconds. Of `noData`: how long there must be none. */
  readonly forMs: number;
  /** Values that lie further apart say nothing of the time between them. */
  readonly noDataAfterMs: number;
}

/** A value as it was seen. */
export interface SeenValue {
  readonly at: string;
  readonly value: MetricValue;
}

export interface MetricState {
  /** When sampling began; it names the events of this life of the trigger. */
  readonly start: string;
  /** How many edges there were. */
  readonly edges: number;
  readonly raised: boolean;
  /** Since when the condition holds, whether it is raised yet or not; of a raised one that was resolved, nothing. */
  readonly since: string | null;
  /** The last values, the newest at the end. */
  readonly seen: readonly SeenValue[];
  /** Of `changed`: the value that counts as the present one. */
  readonly settled?: MetricValue;
  /** Since when samples bring no value. */
  readonly failingSince: string | null;
}

export interface Edge {
  readonly kind: "raised" | "resolved";
  /** Its place among the edges of this life of the trigger. */
  readonly n: number;
  /** The value at the edge; none where data is missing. */
  readonly value: MetricValue | undefined;
  /** The value before it; of `changed`, the one that counted until now. */
  readonly previous: MetricValue | undefined;
  /** Since when the condition held. */
  readonly since: string;
  /** The values seen up to the edge, the newest at the end. */
  readonly samples: readonly SeenValue[];
}

/** Enough to show in a mail how it came, and little enough to keep. */
const SEEN_AT_MOST = 10;

export function firstState(start: Date): MetricState {
  return { start: start.toISOString(), edges: 0, raised: false, since: null, seen: [], failingSince: null };
}

/** The state after a sample, and the edge it made, if any. */
export function nextState(
  state: MetricState,
  policy: MetricPolicy,
  sample: Sample,
): { readonly state: MetricState; readonly edge: Edge | undefined } {
  const last = state.seen.at(-1);
  const gap = last === undefined || elapsed(last.at, sample.at) > policy.noDataAfterMs;
  const seen = sample.value === undefined ? state.seen : seenWith(state, sample.value, sample.at);
  const failingSince = sample.value === undefined ? (state.failingSince ?? (gap ? isoOf(sample) : last.at)) : null;
  const next = { ...state, seen, failingSince };
  if (policy.condition.kind === "noData") return noDataEdge(next, policy, sample);
  if (sample.value === undefined) {
    // Nobody knows what it was meanwhile; what had not held long enough begins anew.
    const pending = gap && !state.raised ? null : state.since;
    return { state: { ...next, since: pending }, edge: undefined };
  }
  if (policy.condition.kind === "changed") return changeEdge(next, policy, { sample, value: sample.value, gap });
  return limitEdge(next, policy, { sample, value: sample.value, gap });
}

interface Valued {
  readonly sample: Sample;
  readonly value: MetricValue;
  readonly gap: boolean;
}

function limitEdge(state: MetricState, policy: MetricPolicy, { sample, value, gap }: Valued) {
  const previous = state.seen.at(-2)?.value;
  if (state.raised) {
    if (!clears(policy.condition, value)) return { state, edge: undefined };
    const since = state.since ?? isoOf(sample);
    return edgeOf({ ...state, raised: false, since: null }, "resolved", { value, previous, since });
  }
  if (!holds(policy.condition, value)) return { state: { ...state, since: null }, edge: undefined };
  const since = gap || state.since === null ? isoOf(sample) : state.since;
  if (elapsed(since, sample.at) < policy.forMs) return { state: { ...state, since }, edge: undefined };
  return edgeOf({ ...state, raised: true, since }, "raised", { value, previous, since });
}

/** A value counts when it has stayed for so long; each such change is an edge of its own, and nothing is resolved. */
function changeEdge(state: MetricState, policy: MetricPolicy, { sample, value, gap }: Valued) {
  if (state.settled === undefined || state.settled === value)
    return { state: { ...state, settled: value, since: null }, edge: undefined };
  const isSame = state.seen.at(-2)?.value === value && !gap && state.since !== null;
  const since = isSame && state.since !== null ? state.since : isoOf(sample);
  if (elapsed(since, sample.at) < policy.forMs) return { state: { ...state, since }, edge: undefined };
  return edgeOf({ ...state, settled: value, since: null }, "raised", { value, previous: state.settled, since });
}

function noDataEdge(state: MetricState, policy: MetricPolicy, sample: Sample) {
  const previous = state.seen.at(sample.value === undefined ? -1 : -2)?.value;
  if (sample.value !== undefined) {
    if (!state.raised) return { state: { ...state, since: null }, edge: undefined };
    const since = state.since ?? isoOf(sample);
    return edgeOf({ ...state, raised: false, since: null }, "resolved", { value: sample.value, previous, since });
  }
  const since = state.failingSince ?? isoOf(sample);
  if (state.raised || elapsed(since, sample.at) < policy.forMs) return { state: { ...state, since }, edge: undefined };
  return edgeOf({ ...state, raised: true, since }, "raised", { value: undefined, previous, since });
}

function edgeOf(
  state: MetricState,
  kind: Edge["kind"],
  { value, previous, since }: Pick<Edge, "value" | "previous" | "since">,
): { readonly state: MetricState; readonly edge: Edge } {
  const n = state.edges + 1;
  return { state: { ...state, edges: n }, edge: { kind, n, value, previous, since, samples: state.seen } };
}

/** Whether a value makes the condition hold. What is no number is on neither side of a limit. */
function holds(condition: MetricCondition, value: MetricValue): boolean {
  const number = Number(value);
  switch (condition.kind) {
    case "above":
      return number > condition.limit;
    case "below":
      return number < condition.limit;
    case "between":
      return number >= condition.low && number <= condition.high;
    case "outside":
      return number < condition.low || number > condition.high;
    case "changed":
    case "noData":
      return false;
  }
}

/** Whether a value resolves what was raised. Between the limit and the hysteresis neither is true. */
function clears(condition: MetricCondition, value: MetricValue): boolean {
  const number = Number(value);
  switch (condition.kind) {
    case "above":
      return number <= condition.resolveAt;
    case "below":
      return number >= condition.resolveAt;
    case "between":
      return number < condition.low - condition.hysteresis || number > condition.high + condition.hysteresis;
    case "outside":
      return number >= condition.low + condition.hysteresis && number <= condition.high - condition.hysteresis;
    case "changed":
    case "noData":
      return false;
  }
}

function seenWith({ seen }: MetricState, value: MetricValue, at: Date): readonly SeenValue[] {
  return [...seen, { at: at.toISOString(), value }].slice(-SEEN_AT_MOST);
}

/** Never negative: a clock that was set back has not undone what was seen. */
function elapsed(since: string, at: Date): number {
  return Math.max(0, at.getTime() - Date.parse(since));
}

function isoOf({ at }: Sample): string {
  return at.toISOString();
}
