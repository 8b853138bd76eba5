import type { RetryPolicy } from "@belfry/model";
import type { ActionDefinition } from "@belfry/plugin-kit";
import type { CompiledInput } from "../rules/compile-input.ts";
import type { Scope } from "../rules/scope.ts";

/** An action of a rule, read once: nothing of it is parsed again while it runs. */
export interface CompiledStep {
  /** `query`, or `onFailure.mail` for a step of the failure part. */
  readonly id: string;
  /** The name under which expressions find its output. */
  readonly name: string;
  readonly definition: ActionDefinition;
  readonly input: CompiledInput;
  /** The secrets its input names; it can read no other. */
  readonly secrets: ReadonlySet<string>;
  /** Whether a second person releases it before it runs. */
  readonly asksFirst: boolean;
  /** From how many recipients on its messages are held; null: the rule does not say. */
  readonly recipientsAbove: number | null;
  readonly condition: ((scope: Scope) => unknown) | undefined;
  readonly forEach: CompiledForEach | undefined;
  readonly retry: RetryPolicy;
  /** The id of the earlier step at which a retry by a person begins when this one failed. */
  readonly retryFrom: string | undefined;
  readonly timeoutMs: number;
}

export interface CompiledForEach {
  readonly items: (scope: Scope) => unknown;
  readonly concurrency: number;
  readonly onFailure: "stop" | "continue" | "collect";
}
