import type { IncomingEvent } from "@belfry/plugin-kit";
import type { RuleOutcome } from "../sql/outcomes/select-rule-outcomes.ts";

/**
 * The end of an execution as an event. It says nothing of what the execution was given or made: whoever may see that asks
 * for the execution.
 */
export function outcomeEvent(outcome: RuleOutcome): IncomingEvent {
  const { rule, ruleName, executionId, redrive, state, failure, createdAt, endedAt } = outcome;
  return {
    source: `belfry:/rules/${rule}`,
    // One that was tried again after its end ends again.
    id: `${executionId}/${redrive}`,
    type: `belfry.execution.${state}`,
    subject: String(executionId),
    occurredAt: endedAt,
    data: {
      rule,
      name: ruleName,
      executionId,
      state,
      redrive,
      createdAt: createdAt.toISOString(),
      endedAt: endedAt.toISOString(),
      failure:
        failure === null
          ? null
          : {
              class: failure.class,
              code: failure.code,
              message: failure.message,
              action: failure.action ?? null,
            },
    },
  };
}
