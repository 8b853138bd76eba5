export { abortWith } from "./abort-with.ts";
export type { LinkedAbort } from "./abort-with.ts";
export { defineAction, isSuspended, suspended } from "./action.ts";
export type { ActionCost, ActionDefinition, NamedByInput, Suspended } from "./action.ts";
export type {
  ActionContext,
  ActionLog,
  Artifacts,
  DatasetWriter,
  Datasets,
  DeliveryView,
  Notified,
  Row,
  RowExpressions,
} from "./action-context.ts";
export { defineChannel } from "./channel.ts";
export type { ChannelDefinition, ConnectionStep } from "./channel.ts";
export type { ChannelContext } from "./channel-context.ts";
export type {
  AttachmentOutline,
  ChannelAttachment,
  ChannelMentions,
  ChannelMessage,
  MessageOutline,
} from "./channel-message.ts";
export type { DeliveryOutcome } from "./delivery-outcome.ts";
export type { DeliveryQuestion, DeliveryReceipt, ReceiptReader, ReceiptRequest } from "./delivery-receipt.ts";
export type { ContentLimit, ProviderCode, RecipientLimit, SendingCaps } from "./provider-facts.ts";
export { actionContract } from "./contract/action-contract.ts";
export type {
  ActionContractOptions,
  ContractActionContext,
  ContractContextOptions,
  ContractInput,
  ProvokedFailure,
} from "./contract/action-contract-options.ts";
export { channelContract } from "./contract/channel-contract.ts";
export type { ChannelContractOptions } from "./contract/channel-contract-options.ts";
export type { ContractCheck } from "./contract/contract-check.ts";
export { contractSecret } from "./contract/contract-secret.ts";
export { triggerContract } from "./contract/trigger-contract.ts";
export type { TriggerContractOptions } from "./contract/trigger-contract.ts";
export type { DryRun } from "./dry-run/dry-run.ts";
export type { DryRunContextOptions, TryOutContext } from "./dry-run/dry-run-context.ts";
export type {
  DryRunEffect,
  DryRunMessage,
  DryRunNotice,
  DryRunObject,
  DryRunOther,
  DryRunPublication,
  DryRunRecords,
  DryRunRequest,
  DryRunScript,
  DryRunSql,
} from "./dry-run/dry-run-effect.ts";
export { dryRunOf, tryAction } from "./dry-run/try-action.ts";
export type { TriedAction } from "./dry-run/try-action.ts";
export type { TriedRecords } from "./dry-run/tried-records.ts";
export { ActionFailure, isActionFailure } from "./failure.ts";
export type { ActionFailureOptions } from "./failure.ts";
export { expression, file, html, markOf, perRow, rows, secret, text } from "./fields.ts";
export type { FieldMark } from "./fields.ts";
export type { GuardedFetch, GuardedRequest, GuardedResponse } from "./guarded-fetch.ts";
export type { GuardedAddress } from "./guarded-address.ts";
export type { GuardedConnect } from "./guarded-connect.ts";
export type { GuardedPath } from "./guarded-path.ts";
export { CHAIN_DEPTH, incomingEvent } from "./incoming-event.ts";
export type {
  CellSettlement,
  GridGenerated,
  GridMember,
  Grids,
  GridTask,
  GridTasks,
  MirroredCell,
  MirroredPart,
} from "./grids.ts";
export type { IncentiveLedger, IncentiveRun, IncentiveTelling } from "./incentives.ts";
export type { LocalizedText } from "./localized-text.ts";
export { EventSource } from "./messages/event-source.ts";
export { handOver, UnderWay } from "./messages/hand-over.ts";
export { EventId, eventIdOrElse, messageFields } from "./messages/message-fields.ts";
export type { MessageConfig } from "./messages/message-fields.ts";
export { readAgain, readMessage } from "./messages/read-message.ts";
export type { BrokerMessage, MessageDefaults } from "./messages/read-message.ts";
export { rememberedAs } from "./messages/remembered-as.ts";
export { definePlugin } from "./plugin.ts";
export type { CompiledMjml, MjmlProblem, Plugin } from "./plugin.ts";
export { redirectedRequest } from "./redirect.ts";
export type { RedirectableRequest } from "./redirect.ts";
export type { Notice, NoticeSent } from "./notice.ts";
export type { Records, RecordReader, RecordView } from "./records.ts";
export { retryAfterMs } from "./retry-after.ts";
export type { RunScript, ScriptEnded, ScriptInterpreter, ScriptRun } from "./run-script.ts";
export { signWebhook } from "./webhooks/sign-webhook.ts";
export type { WebhookMessage } from "./webhooks/sign-webhook.ts";
export { defineTrigger } from "./trigger.ts";
export type {
  AwaitedRules,
  EventDifference,
  IncomingEvent,
  MatchTrigger,
  OutcomeTrigger,
  OutcomeWatch,
  Polled,
  PollTrigger,
  ReadEvents,
  ReceiveContext,
  ReceivedEvent,
  ReceivedRequest,
  ReceiveTrigger,
  ScheduleTrigger,
  SubscribeTrigger,
  FeedContext,
  TriggerContext,
  TriggerDefinition,
  TriggerOf,
} from "./trigger.ts";
// What built-in and foreign plugins need of the model, so that they import this package alone.
export {
  addDays,
  AppError,
  checkJsonText,
  cronMismatches,
  DEFAULT_TIME_ZONE,
  describeCronBriefly,
  describeCronEnglish,
  Duration,
  durationMs,
  formatInZone,
  GridSchedule,
  GridSlug,
  isAppError,
  isArtifactRef,
  isDatasetRef,
  isSecretRef,
  MemberSelection,
  compileExpression,
  nextCronTime,
  parseCron,
  parseDuration,
  parseInstant,
  PlainDate,
  RuleSlug,
  readCloudEvents,
  TimeZone,
} from "@belfry/model";
export type { CronMismatch, Problem } from "@belfry/model";
export type { ArtifactRef, DatasetRef, DeliveryState, FailureClass, OutgoingMessage, SecretRef } from "@belfry/model";
export { valueAt } from "./value-at.ts";
export { createGate } from "./worker/one-after-another.ts";
export type { Gate } from "./worker/one-after-another.ts";
export { runInWorker } from "./worker/run-in-worker.ts";
export type { WorkerRun } from "./worker/run-in-worker.ts";
export { runWithinLimits } from "./worker/run-within-limits.ts";
export type { LimitedWork, WorkLimits } from "./worker/run-within-limits.ts";
export type { WorkerMessage } from "./worker/worker-message.ts";
