export { createClient } from "./client.ts";
export { fillText } from "./fill-text.ts";
export type { TextStyle } from "./fill-text.ts";
export type { BelfryClient } from "./client.ts";
export type { ClientOptions } from "./http.ts";
export { BelfryProblem, ClientErrorCode, isBelfryProblem } from "./problem.ts";
export type { ProblemItem } from "./problem.ts";
export type { CalendarDraft } from "./resources/calendars.ts";
export type { GridDraft, GridGenerate } from "./resources/grids.ts";
export type { GridBackfillRequest } from "./resources/grid-backfills.ts";
export type { GridChangeCells, GridWish } from "./resources/grid-work.ts";
export type { TemplateDraft } from "./resources/templates.ts";
export type { RuleChange } from "./resources/rules.ts";
export type { AuditQuery } from "./resources/audit.ts";
export type { DeadLetterQuery, EventQuery } from "./resources/events.ts";
export type { ExecutionQuery, RetryChoice } from "./resources/executions.ts";
export type { AlertQuery, Dismissal, FailureQuery, Redrive } from "./resources/failures.ts";
export type { MessageDraft, MessageQuery, MessageRetry, WhyQuery } from "./resources/messages.ts";
export type { PolicyDraft, SuppressionDraft, SuppressionQuery } from "./resources/policies.ts";
export type { MessageStatisticsQuery, StatisticsQuery } from "./resources/statistics.ts";
export type { CallbackDraft, CallbackEventQuery, CallbackReplay } from "./resources/callbacks.ts";
export type { ConnectionDraft, SettingsPatch } from "./resources/installation.ts";
export type {
  Account,
  AccountRoute,
  AccountStatus,
  Alert,
  ActionEntry,
  ActionRun,
  ApiKey,
  ApiKeyWithSecret,
  Approval,
  ApprovalSummary,
  Artifact,
  AuditEntry,
  AuditVerification,
  CalendarSummary,
  CalendarView,
  GridBackfill,
  GridBackfillPlan,
  GridFreshness,
  GridCell,
  GridCellDetail,
  GridGeneration,
  GridGenerationView,
  GridMap,
  GridMember,
  GridView,
  PlannedGridGeneration,
  Callback,
  CallbackEvent,
  TemplateDifference,
  TemplatePreview,
  TemplateSummary,
  TemplateVersion,
  TemplateView,
  Caller,
  ChannelEntry,
  ConditionTest,
  DryRun,
  DryRunEffect,
  DryRunRun,
  DryRunStep,
  Connection,
  CloudEvent,
  ConnectionStep,
  DeadLetter,
  Delivery,
  EditedPreview,
  EventDetail,
  EventSummary,
  ExecutionDetail,
  ExecutionSummary,
  ExplainStep,
  Explanation,
  Failure,
  FailureGroup,
  FailureJob,
  FireTime,
  LocalizedText,
  LogLine,
  BreakerView,
  NodeView,
  LoginChallenge,
  LoginOptions,
  MessageDetail,
  MessagePolicy,
  MessageStatistics,
  MessageSummary,
  ParsedNotice,
  Role,
  RuleView,
  ProviderFault,
  ReceivedMessage,
  SandboxMail,
  SandboxMailSummary,
  SandboxProvider,
  Scope,
  SecondFactor,
  Secret,
  SecurityFinding,
  Session,
  Settings,
  Slot,
  SlotDay,
  SlotDays,
  SlotReconciliation,
  Statistics,
  Suppression,
  TriggerEntry,
  Triggered,
  User,
  Variable,
  WhatIf,
  WhatIfDifference,
  WhyAnswer,
  WhyDelivery,
} from "./types.ts";
