export { describeCron, describeCronBriefly } from "./cron/describe-cron.ts";
export { describeCronEnglish } from "./cron/describe-cron-english.ts";
export { countCronTimes, cronTimesBetween, nextCronTime } from "./cron/cron-times.ts";
export { parseCron } from "./cron/parse-cron.ts";
export type { CronParse } from "./cron/parse-cron.ts";
export { AppError, isAppError } from "./errors/app-error.ts";
export type { ErrorDetails } from "./errors/app-error.ts";
export { errorCatalog } from "./errors/error-catalog.ts";
export type { CatalogEntry, ErrorCode } from "./errors/error-catalog.ts";
export { describeProblem, joinPath, positionAt } from "./errors/problems.ts";
export type { Problem, TextPosition } from "./errors/problems.ts";
export {
  ActionRunState,
  endedExecutionStates,
  ExecutionState,
  isEnded,
  nextExecutionStates,
} from "./execution/execution-state.ts";
export type { EndedExecutionState } from "./execution/execution-state.ts";
export { Failure, FailureClass, retryableByDefault } from "./execution/failure.ts";
export { compileExpression } from "./expressions/compile-expression.ts";
export type { CompiledExpression } from "./expressions/compile-expression.ts";
export { applyHolidayNotice } from "./calendar/apply-holiday-notice.ts";
export type { CalendarChange } from "./calendar/apply-holiday-notice.ts";
export { Calendar, CalendarDay, horizonDays, openCalendar } from "./calendar/calendar.ts";
export type { CalendarLookup, DayView } from "./calendar/calendar.ts";
export { parseHolidayNotice } from "./calendar/parse-holiday-notice.ts";
export { conditionExpression } from "./condition/condition-expression.ts";
export { Condition } from "./condition/condition.ts";
export { CloudEvent } from "./event/cloud-event.ts";
export { checkJsonText } from "./json/check-json-text.ts";
export { readCloudEvents } from "./event/read-cloud-events.ts";
export type { EventRequest, ReadEvent } from "./event/read-cloud-events.ts";
export { evaluate } from "./expressions/evaluate-expression.ts";
export { parseField } from "./expressions/field.ts";
export type { Field } from "./expressions/field.ts";
export { secretReferences } from "./expressions/deep.ts";
export { DeliveryState, isArrived, isSettled } from "./message/delivery-state.ts";
export { MessageAttachment, OutgoingMessage } from "./message/outgoing-message.ts";
export { systemActor } from "./people/actor.ts";
export type { Actor } from "./people/actor.ts";
export { ApprovalKind, ApprovalState, refusalText } from "./people/approval-request.ts";
export type { ApprovalRequest, ApprovalVerdict } from "./people/approval-request.ts";
export type { AuditRecord } from "./people/audit-record.ts";
export { maskJson, maskPersonal, maskText, personalKeys } from "./people/mask-personal-data.ts";
export type { PersonalKeys } from "./people/mask-personal-data.ts";
export { refusedLabel } from "./people/refused-label.ts";
export { Scope } from "./people/scope.ts";
export { ActionForEach, ActionId, ActionStep } from "./rule/action-step.ts";
export { RuleApproval, StepApproval } from "./rule/approval-demand.ts";
export { RetryConfig } from "./rule/retry-policy.ts";
export type { RetryPolicy } from "./rule/retry-policy.ts";
export { Rule, RuleConcurrency, RuleForEach, RuleSlug } from "./rule/rule.ts";
export { ruleJsonSchema } from "./rule/rule-json-schema.ts";
export { defaultMisfire, MisfireConfig, TriggerConfig } from "./rule/trigger-config.ts";
export { weakenedDemands } from "./rule/weakened-demands.ts";
export { SlotFate } from "./slot/slot-fate.ts";
export { checkTemplate } from "./templates/check-template.ts";
export { compileTemplate } from "./templates/compile-template.ts";
export type { CompiledTemplate } from "./templates/compile-template.ts";
export { renderTemplate } from "./templates/render-template.ts";
export { Duration, durationMs, formatDuration, parseDuration } from "./time/duration.ts";
export { formatInZone, isoInZone } from "./time/format-in-zone.ts";
export { parseInstant } from "./time/parse-instant.ts";
export { DEFAULT_TIME_ZONE, isTimeZone, TimeZone } from "./time/time-zone.ts";
export { addDays, startOfDay, wallClock } from "./time/wall-clock.ts";
export { ArtifactRef, DatasetRef, isArtifactRef, isDatasetRef, isSecretRef, SecretRef } from "./values/references.ts";
export { createSecretMasker } from "./values/secret-masker.ts";
export type { SecretMasker } from "./values/secret-masker.ts";
