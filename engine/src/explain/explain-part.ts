import type { EngineCore } from "../engine-core.ts";
import { explainEvent, type ExplainEventOptions } from "./explain-event.ts";
import { explainExecution } from "./explain-execution.ts";
import { explainRule, type ExplainRuleOptions } from "./explain-rule.ts";
import type { Explanation } from "./explanation.ts";

/** What the engine answers to "why?". */
export interface ExplainPart {
  /**
   * Why a rule fired at a moment, why it did not, or whether it will, in the order in which it is decided.
   * @throws AppError RULE_NOT_FOUND
   */
  explainRule(slug: string, options?: ExplainRuleOptions): Promise<Explanation>;
  /** What became of an event at each trigger, also where it started nothing. @throws AppError EVENT_NOT_FOUND */
  explainEvent(id: number, options?: ExplainEventOptions): Promise<Explanation>;
  /** What started an execution, what it waits for and how it ended. @throws AppError EXECUTION_NOT_FOUND */
  explainExecution(id: number): Promise<Explanation>;
}

export function createExplainPart(core: EngineCore): ExplainPart {
  return {
    explainRule: (slug, options) => explainRule(core, slug, options),
    explainEvent: (id, options) => explainEvent(core, id, options),
    explainExecution: (id) => explainExecution(core, id),
  };
}
