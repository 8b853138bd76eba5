import type { EngineCore } from "../engine-core.ts";
import { createKnownNames } from "../resources/known-names.ts";
import { createDryRunner, type DryRunOptions } from "./dry-run-rule.ts";
import type { DryRunView } from "./dry-run-views.ts";

/** What the engine answers about rules that are only tried out. */
export interface DryRunPart {
  /**
   * What a rule would do, and nothing of which happens. A few at once and a minute each.
   * @throws AppError RULE_NOT_FOUND, RULE_NOT_ENABLED (archived), RULE_INVALID for a definition, EVENT_NOT_FOUND,
   * INPUT_INVALID, INPUT_NOT_ALLOWED, LABEL_NOT_ALLOWED, RULE_EXISTS, REQUEST_INVALID, DRY_RUN_BUSY
   */
  dryRunRule(slug: string, options: DryRunOptions): Promise<DryRunView>;
}

export function createDryRunPart(core: EngineCore): DryRunPart {
  const runner = createDryRunner(core, createKnownNames(core));
  return { dryRunRule: (slug, options) => runner.run(slug, options) };
}
