import type { z } from "zod";
import type { ActionContext } from "./action-context.ts";
import type { DryRun } from "./dry-run/dry-run.ts";
import type { TryOutContext } from "./dry-run/dry-run-context.ts";
import type { LocalizedText } from "./localized-text.ts";

/** Says that the action handed its work on and is to be run again, with the same idempotency key, when woken or at `until`. */
export interface Suspended {
  readonly $suspended: true;
  /** Wake at this time at the latest. @default only when woken */
  readonly until?: Date;
}

/** The return value of an action that waits for something outside of it. */
export function suspended(until?: Date): Suspended {
  return until === undefined ? { $suspended: true } : { $suspended: true, until };
}

export function isSuspended(value: unknown): value is Suspended {
  return typeof value === "object" && value !== null && "$suspended" in value;
}

/**
 * What one run of an action takes, mostly. `none`: nothing to speak of; `io`: it waits for a disk or another system; `cpu`:
 * it computes; `send`: it reaches people, who notice each run, and may be charged for.
 */
export type ActionCost = "none" | "io" | "cpu" | "send";

/** A sending account or a template that an input names. */
export interface NamedByInput {
  readonly kind: "account" | "template";
  readonly name: string;
  /** The channel that it is for. @default the channel of the action */
  readonly channel?: string;
  /** Where in the input. */
  readonly path: string;
}

export interface ActionDefinition<In extends z.ZodType = z.ZodType, Out = unknown> {
  /** The name rules use: `http.request`. */
  readonly id: string;
  readonly displayName: LocalizedText;
  readonly description: LocalizedText;
  /** Becomes the check on save, the form in the console and the table in the docs. */
  readonly input: In;
  /**
   * Whether running it twice with the same input is harmless. An interrupted action is run again either way, with the
   * same idempotency key; one that is not idempotent must use that key.
   */
  readonly idempotent: boolean;
  /**
   * Whether what it does reaches people or systems outside: a rule with such an action can be held back until a second
   * person has released it. A function is asked with the input as it stands in the rule, expressions not yet evaluated.
   * @default false
   */
  readonly sendsOutside?: boolean | ((input: Readonly<Record<string, unknown>>) => boolean);
  /** What one run takes, mostly. @default "io" */
  readonly cost?: ActionCost;
  /**
   * Which of its failures may be gone at the next try, in a sentence for the reference. The failures themselves say it one
   * by one: `ActionFailure.retryable`. @default those of the classes external and timeout
   */
  readonly retryableErrors?: string;
  /**
   * What becomes of it when the rule is only tried out. A function is asked with the input as the rule gives it, its
   * expressions evaluated. @default "skipped"
   */
  readonly dryRun?: DryRun | ((input: Readonly<Record<string, unknown>>) => DryRun);
  /** The channel over which it sends: without an account of it that is enabled, a rule with this action is not begun. */
  readonly channel?: string;
  /**
   * The accounts and templates that an input names, as it stands in the rule, expressions not yet evaluated: a rule that names
   * one which is not there is not enabled. Leave out what an expression will name.
   */
  names?(input: Readonly<Record<string, unknown>>): readonly NamedByInput[];
  /** The longest one attempt may take, in milliseconds. @default 300_000 */
  readonly timeoutMs?: number;
  /**
   * What is wrong with this input beyond its schema; asked when a rule is saved, with expressions not yet evaluated.
   * Return one sentence a problem, each with the path inside the input.
   */
  check?(input: Readonly<Record<string, unknown>>): readonly { path: string; message: string; remedy: string }[];
  /**
   * Does the work. The output is JSON and small: rows travel as datasets, files as artifacts.
   * @throws ActionFailure for everything that is expected to go wrong
   */
  run(ctx: ActionContext, input: z.output<In>): Promise<Out | Suspended>;
  /**
   * Runs in the place of `run` when the rule is only tried out and `dryRun` says captured: shows what would have been done
   * with `ctx.show`, and gives an output that later steps can go on with. For what goes out in another way than by the
   * context: messages, notices, records, scripts and requests are captured there. Nothing that it does may last.
   * @default `run`, with a context that captures
   */
  tryOut?(ctx: TryOutContext, input: z.output<In>): Promise<Out>;
}

/**
 * Makes an action.
 *
 * @example
 * ```ts
 * import { defineAction, text } from "@belfry/plugin-kit";
 * import { z } from "zod";
 *
 * export const greet = defineAction({
 *   id: "example.greet",
 *   displayName: { zh: "问候", en: "Greet" },
 *   description: { zh: "返回一句问候", en: "Returns a greeting" },
 *   input: z.strictObject({ name: text().describe("Who is greeted.") }),
 *   idempotent: true,
 *   async run(ctx, input) {
 *     ctx.log.info("greeting", { name: input.name });
 *     return { greeting: `Hello ${input.name}` };
 *   },
 * });
 * ```
 */
export function defineAction<In extends z.ZodType, Out>(definition: ActionDefinition<In, Out>): ActionDefinition {
  // The registry holds actions of all inputs; the engine parses an input with `input` before it calls `run`.
  return definition;
}
