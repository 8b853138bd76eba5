export { describeCron, describeCronBriefly } from "./cron/describe-cron.ts";
export { describeCronEnglish } from "./cron/describe-cron-english.ts";
export { countCronTimes, cronTimesBetween, nextCronTime } from "./cron/cron-times.ts";
export { cronMismatches } from "./cron/cron-mismatch.ts";
export type { CronMismatch } from "./cron/cron-mismatch.ts";
export { parseCron } from "./cron/parse-cron.ts";
export type { CronParse } from "./cron/parse-cron.ts";
export { AppError, isAppError } from "./errors/app-error.ts";
export type { ErrorDetails } from "./errors/app-error.ts";
export { errorCatalog } from "./errors/error-catalog.ts";
export type { CatalogEntry } from "./errors/catalog/catalog-entry.ts";
export type { ErrorCode } from "./errors/error-catalog.ts";
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
export { isOwnSource, OWN_ALERTS, OWN_SCHEME } from "./event/own-sources.ts";
export { AlertKind } from "./alert/alert-kind.ts";
export { Failure, FailureClass, retryableByDefault } from "./execution/failure.ts";
export { valueKey } from "./expressions/value-key.ts";
export { compileExpression } from "./expressions/compile-expression.ts";
export type { CompiledExpression } from "./expressions/compile-expression.ts";
export { applyHolidayNotice } from "./calendar/apply-holiday-notice.ts";
export type { CalendarChange } from "./calendar/apply-holiday-notice.ts";
export { Calendar, CalendarDay, horizonDays, openCalendar } from "./calendar/calendar.ts";
export type { CalendarLookup, DayView } from "./calendar/calendar.ts";
export { PlainDate, plusDays } from "./calendar/plain-date.ts";
export { parseHolidayNotice } from "./calendar/parse-holiday-notice.ts";
export { conditionExpression } from "./condition/condition-expression.ts";
export { Condition } from "./condition/condition.ts";
export { CloudEvent } from "./event/cloud-event.ts";
export { CellState, nextCellStates } from "./grid/cell-state.ts";
export { Grid, GridDimension, GridSlug } from "./grid/grid.ts";
export { GridFreshness } from "./grid/grid-freshness.ts";
export { GridPeriod, openPeriod } from "./grid/grid-period.ts";
export { GridSchedule, GridTaskKey, GridTaskType, MemberSelection } from "./grid/grid-task-type.ts";
export { periodOf } from "./grid/period-of.ts";
export type { PeriodDates } from "./grid/period-of.ts";
export { checkJsonText } from "./json/check-json-text.ts";
export { jsonChanges, kindOfChange } from "./json/json-changes.ts";
export type { CompareLists, JsonChange } from "./json/json-changes.ts";
export { readCloudEvents } from "./event/read-cloud-events.ts";
export type { EventRequest, ReadEvent } from "./event/read-cloud-events.ts";
export { traceExpression } from "./expressions/trace-expression.ts";
export type { TracedPart } from "./expressions/trace-expression.ts";
export { evaluate } from "./expressions/evaluate-expression.ts";
export { parseField } from "./expressions/field.ts";
export type { Field } from "./expressions/field.ts";
export { secretReferences } from "./expressions/deep.ts";
export { DeliveryState, isArrived, isSettled } from "./message/delivery-state.ts";
export { ContentRule, FrequencyCap, MessagePolicy, QuietHours } from "./message/message-policy.ts";
export {
  MessageTemplate,
  parseTemplateReference,
  TemplateCode,
  TemplateReference,
} from "./message/message-template.ts";
export type { TemplateVariable, TemplateVariant } from "./message/message-template.ts";
export { Mentions, MessageAttachment, MessagePriority, OutgoingMessage } from "./message/outgoing-message.ts";
export { systemActor } from "./people/actor.ts";
export type { Actor } from "./people/actor.ts";
export { ApprovalKind, ApprovalState, refusalText } from "./people/approval-request.ts";
export type { ApprovalRequest, ApprovalVerdict } from "./people/approval-request.ts";
export type { AuditRecord } from "./people/audit-record.ts";
export { maskJson, maskPersonal, maskText, personalKeys } from "./people/mask-personal-data.ts";
export type { PersonalKeys } from "./people/mask-personal-data.ts";
export { refusedLabel } from "./people/refused-label.ts";
export { Scope } from "./people/scope.ts";
export { ActionForEach } from "./rule/action-for-each.ts";
export { ActionId } from "./rule/action-id.ts";
export { ActionStep, kindOfStep, stepKinds } from "./rule/action-step.ts";
export type { ParallelStep, StepKind, SwitchStep } from "./rule/action-step.ts";
export { CallStep } from "./rule/steps/call-step.ts";
export { WaitStep } from "./rule/steps/wait-step.ts";
export { branchesOf, defaultStepId, nestedPrefix, nestedSteps, stepsOf } from "./rule/walk-steps.ts";
export type { NestedSteps, RuleStep } from "./rule/walk-steps.ts";
export { inReadingOrder } from "./rule-diff/reading-order.ts";
export { ruleChanges } from "./rule-diff/rule-changes.ts";
export type { RuleChange } from "./rule-diff/rule-changes.ts";
export { LookupTable, RecordTableName } from "./rule/lookup-table.ts";
export { RuleAlerts } from "./rule/rule-alerts.ts";
export { RuleApproval, StepApproval } from "./rule/approval-demand.ts";
export { RuleRateLimit, StepRateLimit } from "./rule/rate-limit.ts";
export { retriedClasses, RetryConfig, RetryTimes } from "./rule/retry-policy.ts";
export type { KnownRetryTimes, RetriedClass, RetryPolicy } from "./rule/retry-policy.ts";
export { Rule, RuleConcurrency, RuleFolder, RuleForEach, RuleSlug } from "./rule/rule.ts";
export { ruleJsonSchema } from "./rule/rule-json-schema.ts";
export { defaultMisfire, MisfireConfig, TriggerConfig } from "./rule/trigger-config.ts";
export { weakenedDemands } from "./rule/weakened-demands.ts";
export { SlotFate } from "./slot/slot-fate.ts";
export { checkTemplate } from "./templates/check-template.ts";
export { compileTemplate } from "./templates/compile-template.ts";
export type { CompiledTemplate } from "./templates/compile-template.ts";
export { renderTemplate } from "./templates/render-template.ts";
export { SafeText } from "./templates/safe-text.ts";
export type { TemplatePartials } from "./templates/template-engine.ts";
export { threadLimits } from "./templates/template-limits.ts";
export type { TemplateEscape } from "./templates/template-output.ts";
export { percentilesOf } from "./time/duration-scale.ts";
export type { Percentiles } from "./time/duration-scale.ts";
export { Duration, durationMs, formatDuration, parseDuration } from "./time/duration.ts";
export { formatInZone, isoInZone } from "./time/format-in-zone.ts";
export { parseInstant } from "./time/parse-instant.ts";
export { DEFAULT_TIME_ZONE, isTimeZone, TimeZone } from "./time/time-zone.ts";
export { addDays, instantOfWallClock, startOfDay, wallClock } from "./time/wall-clock.ts";
export { ArtifactRef, DatasetRef, isArtifactRef, isDatasetRef, isSecretRef, SecretRef } from "./values/references.ts";
export { createSecretMasker } from "./values/secret-masker.ts";
export type { SecretMasker } from "./values/secret-masker.ts";
