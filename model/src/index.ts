export {
  ActionRunState,
  endedExecutionStates,
  ExecutionState,
  isEnded,
  nextExecutionStates,
} from "./execution/execution-state.ts";
export type { EndedExecutionState } from "./execution/execution-state.ts";
export { Failure, FailureClass, retryableByDefault } from "./execution/failure.ts";
export { DeliveryState, isArrived, isSettled } from "./message/delivery-state.ts";
export { MessageAttachment, OutgoingMessage } from "./message/outgoing-message.ts";
export { ActionForEach, ActionId, ActionStep } from "./rule/action-step.ts";
export { RetryConfig } from "./rule/retry-policy.ts";
export type { RetryPolicy } from "./rule/retry-policy.ts";
export { Rule, RuleConcurrency, RuleForEach, RuleSlug } from "./rule/rule.ts";
export { defaultMisfire, MisfireConfig, TriggerConfig } from "./rule/trigger-config.ts";
export { SlotFate } from "./slot/slot-fate.ts";
export { ArtifactRef, DatasetRef, isArtifactRef, isDatasetRef, isSecretRef, SecretRef } from "./values/references.ts";
