export type { AcceptOptions } from "./accept/accept-options.ts";
export type { Origin } from "./accept/origin.ts";
export type { Account, AccountDraft, CapsOverride } from "./accounts/account.ts";
export type { AccountHealth, Health } from "./accounts/account-health.ts";
export type { Route, RouteQuestion, RouteStep, RouteVerdict } from "./accounts/explain-route.ts";
export type {
  CallbackDraft,
  CallbackEventStatus,
  CallbackEventType,
  CallbackEventView,
  CallbackView,
  StoppedCallback,
} from "./callbacks/callback.ts";
export type { Replay } from "./callbacks/manage-callbacks.ts";
export type {
  DeliveryGroup,
  DeliveryNumbers,
  FailureReason,
  MessageStatistics,
  MessageStatisticsFilter,
  QuotaForecast,
  Slice,
} from "./statistics/statistics-views.ts";
export { messageFingerprint } from "./accept/message-fingerprint.ts";
export { sumStates } from "./statistics/delivery-numbers.ts";
export type { WhyAnswer, WhyDelivery, WhyQuestion } from "./why/why-not.ts";
export type { Decision, DecisionKind } from "./why/decision-words.ts";
export type { CallbackEventFilter } from "./sql/list-callback-events.ts";
export type { MailboxPlace, ReadMailbox } from "./bounces/mailbox.ts";
export { createNotify } from "./create-notify.ts";
export type { Notify } from "./create-notify.ts";
export { notifyFaultPoints, questionFaultPoints } from "./fault-points.ts";
export type { NotifyFaultPoint, NotifyFaults, QuestionFaultPoint } from "./fault-points.ts";
export type { MessageChange, RetriedState } from "./messages/change-messages.ts";
export type { SendOptions, SentMessage } from "./messages/send-messages.ts";
export type { RenderedTemplate, RenderTemplate, TemplateRequest } from "./accept/render-template.ts";
export type {
  AttemptView,
  MessageDelivery,
  MessageDetail,
  MessageSummary,
  ReceiptView,
} from "./messages/message-views.ts";
export type { NotifyDeps, NotifyOptions } from "./notify-context.ts";
export type { ReceiptAddress, ReceiptAnswer, ReceiptRequest } from "./receipts/receipts.ts";
export type { HeldMessage, MessageRelease, RecipientDiff } from "./release/message-release.ts";
export type { MessageFilter } from "./sql/list-messages.ts";
export type { PolicyView } from "./policy/policies.ts";
export { suppressByBounce } from "./suppression/suppress-by-bounce.ts";
export type { AddressFate } from "./suppression/suppress-by-bounce.ts";
export type { NewSuppression, SuppressionView } from "./suppression/suppressions.ts";
export { inboxChannel } from "./inbox/inbox-channel.ts";
export { MOST_UPLOAD_BYTES } from "./uploads/uploads.ts";
export type { Upload } from "./uploads/upload.ts";
export type { FileKeeper } from "./uploads/uploads.ts";
export { clearSandbox } from "./sql/clear-sandbox.ts";
export { listSandboxMails } from "./sql/list-sandbox-mails.ts";
export type { SandboxAttachment, SandboxMail, SandboxMailSummary } from "./sandbox/sandbox-mail.ts";
export { getSandboxAttachment, getSandboxMail, getSandboxSource } from "./sandbox/sandbox-queries.ts";
export { startMailSandbox } from "./sandbox/start-mail-sandbox.ts";
export type { MailSandbox, MailSandboxOptions } from "./sandbox/start-mail-sandbox.ts";
export { ledgerConfiguration, ledgerPlaces } from "./personal-data/ledger-places.ts";
export type { TemplateChangeOptions, TemplatePrecondition } from "./templates/change-templates.ts";
export type { ChannelPreview, PartMeter } from "./templates/preview-template.ts";
export type { TemplateChange } from "./templates/template-difference.ts";
export { createTemplates } from "./templates/templates.ts";
export type { TemplatesDeps } from "./templates/templates-deps.ts";
export type { PreviewRequest, Templates, TemplateView } from "./templates/templates.ts";
export type { TemplateVersionRow } from "./sql/list-template-versions.ts";
export type { TemplateFilter, TemplateRow } from "./sql/list-templates.ts";
