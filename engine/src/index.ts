export { defaultAlertSettings } from "./alerts/alert-settings.ts";
export type { AlertSettings } from "./alerts/alert-settings.ts";
export { createEngine } from "./engine.ts";
export type { EngineDeps, EngineOptions } from "./engine.ts";
export type { Engine } from "./engine-api.ts";
export type { EngineHooks, StatusChange } from "./engine-hooks.ts";
export type { ExplainedFate, ExplainLink, Explanation, ExplainStep, ExplainVerdict } from "./explain/explanation.ts";
export type { NodeRole, NodeState, NodeView } from "./nodes-part/node-view.ts";
export type { ScopedThing } from "./scope-part.ts";
export { BUS_CHANNEL } from "./events/bus.ts";
export type { Change, ChangeFeed, ChangeTopic } from "./events/change-feed.ts";
export type { EngineEventBus, EngineEvents } from "./events/engine-events.ts";
export type { DryRunOptions } from "./dry-run/dry-run-rule.ts";
export type { DryRunTrigger } from "./dry-run/trial-trigger.ts";
export type { DryRunView, TriedFile, TriedRun, TriedState, TriedStep, TriedWait } from "./dry-run/dry-run-views.ts";
export { faultPoints, noFaults } from "./fault-points.ts";
export type { FaultPoint, Faults } from "./fault-points.ts";
export { createFileStore } from "./files/file-store.ts";
export { createRecords } from "./records/action-records.ts";
export type { FileStore } from "./files/file-store.ts";
export type { AcceptedEvent, AcceptOrigin } from "./incoming/accept-events.ts";
export { incomingEvent } from "@belfry/plugin-kit";
export { createGrids } from "./grid/action-grids.ts";
export type { GenerateRequest, GridGeneration } from "./grid/generate-grid.ts";
export type { BackfillPlan, BackfillMode } from "./grid/backfill/plan-backfill.ts";
export type { FreshnessView } from "./grid/freshness/freshness-part.ts";
export type { BackfillView } from "./grid/backfill/backfill-view.ts";
export type { GeneratedTask } from "./sql/grid/grid-rows.ts";
export type { CellCounts } from "./grid/grid-counts.ts";
export type { CellDetail, CellHindrance } from "./grid/cell-detail.ts";
export type { CellPlace, CellView } from "./grid/grid-cells.ts";
export type { GridMap } from "./grid/grid-map.ts";
export type { ClaimedCell } from "./grid/work/claim-cells.ts";
export type { CellEnd, HeldLease } from "./grid/work/end-cell.ts";
export type { GridMemberView, GridView } from "./grid/grid-part.ts";
export type { PlannedGeneration } from "./grid/preview-grid.ts";
export type { HookAddress, HookOutcome } from "./incoming/receive-hook.ts";
export type { RulePrecondition } from "./rules/rule-precondition.ts";
export { placeOfRule } from "./rules/rule-views.ts";
export { createRegistry } from "./registry.ts";
export type { Registry } from "./registry.ts";
export type { ActionServices } from "./run/action-services.ts";
export type { SecondPerson } from "./release/second-person.ts";
export { lockRule } from "./rules/lock-rule.ts";
export { executionIsOpen, lockOpenExecution } from "./sql/executions/lock-open-execution.ts";
export { selectRequesters } from "./sql/executions/select-requesters.ts";
export { addShippedRule } from "./sql/installation/add-shipped-rule.ts";
export { selectShippedRules } from "./sql/installation/select-shipped-rules.ts";
export { insertAlertSignals } from "./sql/alerts/insert-alert-signals.ts";
export { signalExecution } from "./sql/executions/signal-execution.ts";
export type { FeedFilter, FeedView } from "./sql/feeds/select-feeds.ts";
export type { RuleStatus } from "./sql/rules/rule-row.ts";
export type { EventDeadLetter, EventDecisionView, EventDetail, EventSummary } from "./views/event-views.ts";
export type {
  ActionRunView,
  ArtifactView,
  ExecutionDetail,
  ExecutionFilter,
  ExecutionSummary,
  LogLine,
} from "./views/execution-view.ts";
export type { BreakerFilter } from "./breakers/breaker-part.ts";
export type { BreakerView } from "./sql/breakers/list-breakers.ts";
export type { AlertFilter, AlertView } from "./views/alert-views.ts";
export type { FailureGroup, FailureJob, FailureSelection, RetryFrom, RetryVersion } from "./views/failure-views.ts";
export type { RuleView } from "./views/rule-view.ts";
export type { SlotDay, SlotDays } from "./statistics/slot-days.ts";
export type { Statistics, StatisticsNumbers } from "./statistics/read-statistics.ts";
export type { SlotReconciliation, SlotView } from "./views/slot-view.ts";
export { engineConfiguration, enginePlaces } from "./personal-data/engine-places.ts";
export { recordKeys } from "./personal-data/erase-records.ts";
export type { EditedPreview } from "./what-if/preview-edited.ts";
export type { WhatIf, WhatIfDifference } from "./what-if/what-if-view.ts";
