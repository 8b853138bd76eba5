/**
 * An explanation is a headline and the steps that lead to it, in the order in which Belfry decides. It reads what was kept
 * when it was decided; only what has not been decided yet, or what nobody kept, is evaluated now, and then says so.
 *
 * A step is a code with values. Its text is a template per language that holds no value itself, so that personal data can
 * be masked in the values, and times are shown in the zone of whoever reads.
 */
import type { SlotFate, TracedPart } from "@belfry/model";
import type { LocalizedText } from "@belfry/plugin-kit";
import { explainTexts, type ExplainCode } from "./texts/explain-texts.ts";

/** `info` decides nothing; `unknown` is what nobody can say now, or what was not kept. */
export type ExplainVerdict = "yes" | "no" | "unknown" | "info";

export interface ExplainLink {
  readonly kind: "rule" | "execution" | "event" | "calendar";
  readonly id: string;
}

export interface ExplainStep {
  readonly code: ExplainCode;
  readonly verdict: ExplainVerdict;
  /** With `{name}` where a value stands. */
  readonly text: LocalizedText;
  /** By the names in the text, and more. A text in two languages is an object with `zh` and `en`. */
  readonly values: Readonly<Record<string, unknown>>;
  /** When it was decided, or is going to be. */
  readonly at: Date | null;
  /** Which rule and trigger it is about; null where it is about all of it. */
  readonly rule: string | null;
  readonly trigger: string | null;
  /** `kept` was written down when it was decided; `now` is evaluated with the values of today. */
  readonly basis: "kept" | "now";
  /** What each part of a condition comes to. */
  readonly parts: readonly TracedPart[];
  readonly links: readonly ExplainLink[];
}

export interface Explanation {
  readonly headline: ExplainStep;
  readonly steps: readonly ExplainStep[];
}

/** What became of a slot, or will, as far as an explanation says. */
export type ExplainedFate = SlotFate | "planned" | "gathered" | "none";

export type StepRest = Partial<Omit<ExplainStep, "code" | "verdict" | "text">>;

export function step(code: ExplainCode, verdict: ExplainVerdict, rest: StepRest = {}): ExplainStep {
  return {
    code,
    verdict,
    text: explainTexts[code],
    values: {},
    at: null,
    rule: null,
    trigger: null,
    basis: "kept",
    parts: [],
    links: [],
    ...rest,
  };
}

/** Steps of one trigger of one rule. */
export function about(
  place: { readonly rule: string; readonly trigger?: string | null },
  steps: readonly ExplainStep[],
) {
  return steps.map((one): ExplainStep => ({ ...one, rule: place.rule, trigger: place.trigger ?? one.trigger }));
}
