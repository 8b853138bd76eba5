import type { RetryPolicy } from "@belfry/model";
import type { ActionDefinition } from "@belfry/plugin-kit";
import type { StepRate } from "../rates/step-rate.ts";
import type { CompiledInput } from "../rules/compile-input.ts";
import type { Evaluate } from "../rules/compile-source.ts";

/** What every step of a rule has, read once: nothing of it is parsed again while it runs. */
export interface StepBase {
  /** `query`, or `onFailure.mail` for a step of the failure part. */
  readonly id: string;
  /** The name under which expressions find its output. */
  readonly name: string;
  /** What its runs are shown as: the id of the action, or the kind of the step. */
  readonly use: string;
  readonly condition: Evaluate | undefined;
  /** Whether the condition may come to something else when it is read again: it names variables. */
  readonly conditionMayChange: boolean;
  readonly forEach: CompiledForEach | undefined;
  /** The id of the earlier step of its list at which a retry by a person begins when this one failed. */
  readonly retryFrom: string | undefined;
  /** The steps that take its place when it finally failed; none for `continue`, nothing when the execution fails. */
  readonly onError: readonly CompiledStep[] | undefined;
  /** The steps that undo it. */
  readonly compensate: readonly CompiledStep[];
  /** Whether it is done about a failure: in `onFailure`, or to undo a step. Each retry by a person begins it anew. */
  readonly afterFailure: boolean;
  /** How many loops stand around it: so many places its iteration has, its own `forEach` not counted. */
  readonly loops: number;
  /** Its own id and those of the steps inside of it, but for those that undo. */
  readonly covers: ReadonlySet<string>;
  /** The names of the steps inside of it. Those that did not run have the output null when it has ended. */
  readonly inner: readonly string[];
  /** Whether it or a step inside of it can be undone. */
  readonly undoable: boolean;
  /** Whether it or a step inside of it sets variables. */
  readonly sets: boolean;
}

/** A step that runs an action. */
export interface CompiledAction extends StepBase {
  readonly kind: "use";
  readonly definition: ActionDefinition;
  readonly input: CompiledInput;
  /** The secrets its input names; it can read no other. */
  readonly secrets: ReadonlySet<string>;
  /** Whether a second person releases it before it runs. */
  readonly asksFirst: boolean;
  /** From how many recipients on its messages are held; null: the rule does not say. */
  readonly recipientsAbove: number | null;
  readonly retry: RetryPolicy;
  /** How often it runs at the most. */
  readonly rate: StepRate | undefined;
  readonly timeoutMs: number;
}

export interface CompiledBlock extends StepBase {
  readonly kind: "do";
  readonly steps: readonly CompiledStep[];
}

export interface CompiledSwitch extends StepBase {
  readonly kind: "switch";
  readonly on: Evaluate | undefined;
  readonly cases: readonly CompiledCase[];
  readonly otherwise: readonly CompiledStep[];
}

export interface CompiledCase {
  /** With `on` the value or values it is compared with; without it whether it holds. */
  readonly when: Evaluate;
  readonly steps: readonly CompiledStep[];
}

export interface CompiledParallel extends StepBase {
  readonly kind: "parallel";
  readonly branches: readonly { readonly name: string; readonly steps: readonly CompiledStep[] }[];
  readonly onFailure: "stop" | "continue";
}

export interface CompiledWait extends StepBase {
  readonly kind: "wait";
  readonly wait: WaitFor;
}

/** What is waited for. The functions give what the rule says; whether that is a time is seen when it runs. */
export type WaitFor =
  | { readonly kind: "for"; readonly duration: Evaluate }
  | { readonly kind: "until"; readonly time: Evaluate }
  | {
      readonly kind: "event";
      readonly type: string;
      readonly key: Evaluate;
      /** The text of the expression over the event. */
      readonly match: string;
      readonly timeoutMs: number | undefined;
      readonly onTimeout: "fail" | "continue";
    };

export interface CompiledCall extends StepBase {
  readonly kind: "call";
  readonly rule: string;
  readonly inputs: Evaluate;
  readonly waits: boolean;
  readonly timeoutMs: number | undefined;
}

export interface CompiledSet extends StepBase {
  readonly kind: "set";
  readonly values: Evaluate;
}

export interface CompiledReturn extends StepBase {
  readonly kind: "return";
  readonly value: Evaluate;
}

/** A step of a rule, read once. */
export type CompiledStep =
  | CompiledAction
  | CompiledBlock
  | CompiledSwitch
  | CompiledParallel
  | CompiledWait
  | CompiledCall
  | CompiledSet
  | CompiledReturn;

export interface CompiledForEach {
  readonly items: Evaluate;
  /** Whether the list may be another one when it is read again: it names variables. */
  readonly mayChange: boolean;
  readonly concurrency: number;
  readonly onFailure: "stop" | "continue" | "collect";
}
