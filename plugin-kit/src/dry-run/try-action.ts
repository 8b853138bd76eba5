import type { ActionContext } from "../action-context.ts";
import { isSuspended, type ActionDefinition } from "../action.ts";
import { dryRunContext, type DryRunContextOptions } from "./dry-run-context.ts";
import type { DryRun } from "./dry-run.ts";
import type { DryRunEffect } from "./dry-run-effect.ts";

/** What became of an action that was only tried out. */
export interface TriedAction {
  readonly treatment: DryRun;
  /**
   * `real`: what it found out. `stand-in`: what it would give when all went well, as far as the action can say. `unknown`:
   * null, and whoever reads it depends on what was not done.
   */
  readonly known: "real" | "stand-in" | "unknown";
  readonly output: unknown;
}

/** What becomes of an action with this input, its expressions evaluated, when a rule is only tried out. */
export function dryRunOf(action: ActionDefinition, input: Readonly<Record<string, unknown>>): DryRun {
  const { dryRun = "skipped" } = action;
  return typeof dryRun === "function" ? dryRun(input) : dryRun;
}

/**
 * Tries an action out: one that only reads runs, what another would have done is shown, and one that says nothing is left
 * out. What goes wrong after something was captured follows from its not being done, and is not a failure.
 * @param input as the rule gives it, expressions evaluated
 * @throws what the action throws before it did anything
 */
export async function tryAction(
  action: ActionDefinition,
  ctx: ActionContext,
  input: unknown,
  options: Pick<DryRunContextOptions, "show" | "records" | "checkMessage">,
): Promise<TriedAction> {
  const treatment = dryRunOf(action, (input ?? {}) as Readonly<Record<string, unknown>>);
  const parsed = action.input.parse(input);
  if (treatment === "skipped") return { treatment, known: "unknown", output: null };
  let captured = false;
  const show = (effect: DryRunEffect) => {
    captured = true;
    options.show(effect);
  };
  const showsItself = action.tryOut !== undefined && treatment === "captured";
  const context = dryRunContext(ctx, { ...options, show, treatment, showsItself });
  try {
    const output = await (showsItself ? action.tryOut?.(context, parsed) : action.run(context, parsed));
    if (isSuspended(output)) return { treatment, known: "unknown", output: null };
    if (!captured && treatment === "runs") return { treatment, known: "real", output };
    return { treatment: "captured", known: "stand-in", output };
  } catch (error) {
    if (!captured || ctx.signal.aborted) throw error;
    return { treatment: "captured", known: "unknown", output: null };
  }
}
