import type { Route } from "../contract/define-route.ts";
import { listAccounts } from "./accounts/list-accounts.ts";
import { openReceiptAddress } from "./accounts/open-receipt-address.ts";
import { removeAccount } from "./accounts/remove-account.ts";
import { resumeAccount } from "./accounts/resume-account.ts";
import { saveAccount } from "./accounts/save-account.ts";
import { simulateRoute } from "./accounts/simulate-route.ts";
import { testAccount } from "./accounts/test-account.ts";
import { approveApproval } from "./approvals/approve-approval.ts";
import { getApproval } from "./approvals/get-approval.ts";
import { listApprovals } from "./approvals/list-approvals.ts";
import { rejectApproval } from "./approvals/reject-approval.ts";
import { withdrawApproval } from "./approvals/withdraw-approval.ts";
import { downloadArtifact } from "./artifacts/download-artifact.ts";
import { exportAudit } from "./audit/export-audit.ts";
import { listAudit } from "./audit/list-audit.ts";
import { verifyAudit } from "./audit/verify-audit.ts";
import { exchangeKey } from "./auth/exchange-key.ts";
import { drainNode } from "./nodes/drain-node.ts";
import { listNodes } from "./nodes/list-nodes.ts";
import { resumeNode } from "./nodes/resume-node.ts";
import { listNotices } from "./notices/list-notices.ts";
import { readNotice } from "./notices/read-notice.ts";
import { confirmReceipts } from "./receipts/confirm-receipts.ts";
import { takeReceipts } from "./receipts/take-receipts.ts";
import { listRecordTables } from "./records/list-record-tables.ts";
import { listRecords } from "./records/list-records.ts";
import { removeRecordTable } from "./records/remove-record-table.ts";
import { removeRecords } from "./records/remove-records.ts";
import { saveRecordTable } from "./records/save-record-table.ts";
import { writeRecords } from "./records/write-records.ts";
import { closeBreaker } from "./breakers/close-breaker.ts";
import { listBreakers } from "./breakers/list-breakers.ts";
import { openBreaker } from "./breakers/open-breaker.ts";
import { getCalendar } from "./calendars/get-calendar.ts";
import { listCalendars } from "./calendars/list-calendars.ts";
import { parseNotice } from "./calendars/parse-notice.ts";
import { removeCalendar } from "./calendars/remove-calendar.ts";
import { saveCalendar } from "./calendars/save-calendar.ts";
import { listActions } from "./catalog/list-actions.ts";
import { listChannels } from "./catalog/list-channels.ts";
import { listTriggers } from "./catalog/list-triggers.ts";
import { ruleSchema } from "./catalog/rule-schema.ts";
import { gridBackfillRoutes } from "./grid-backfill/grid-backfill-routes.ts";
import { gridFreshnessRoutes } from "./grid-freshness/grid-freshness-routes.ts";
import { gridWorkRoutes } from "./grid-work/grid-work-routes.ts";
import { gridRoutes } from "./grids/grid-routes.ts";
import { incentiveRoutes } from "./incentives/incentive-routes.ts";
import { testCondition } from "./conditions/test-condition.ts";
import { listConnections } from "./connections/list-connections.ts";
import { listLimits } from "./limits/list-limits.ts";
import { removeLimit } from "./limits/remove-limit.ts";
import { saveLimit } from "./limits/save-limit.ts";
import { removeConnection } from "./connections/remove-connection.ts";
import { saveConnection } from "./connections/save-connection.ts";
import { watchChanges } from "./changes/watch-changes.ts";
import { dismissDeadLetter } from "./dead-letters/dismiss-dead-letter.ts";
import { listDeadLetters } from "./dead-letters/list-dead-letters.ts";
import { replayDeadLetter } from "./dead-letters/replay-dead-letter.ts";
import { explainEvent } from "./events/explain-event.ts";
import { getEvent } from "./events/get-event.ts";
import { listEvents } from "./events/list-events.ts";
import { replayEvent } from "./events/replay-event.ts";
import { sendEvents } from "./events/send-events.ts";
import { listAlerts } from "./alerts/list-alerts.ts";
import { cancelFailureJob } from "./failures/cancel-failure-job.ts";
import { dismissFailures } from "./failures/dismiss-failures.ts";
import { getFailureJob } from "./failures/get-failure-job.ts";
import { listFailedExecutions } from "./failures/list-failed-executions.ts";
import { listFailureJobs } from "./failures/list-failure-jobs.ts";
import { listFailures } from "./failures/list-failures.ts";
import { redriveFailures } from "./failures/redrive-failures.ts";
import { listFeeds } from "./feeds/list-feeds.ts";
import { receiveHook } from "./hooks/receive-hook.ts";
import { cancelExecution } from "./executions/cancel-execution.ts";
import { explainExecution } from "./executions/explain-execution.ts";
import { getExecution } from "./executions/get-execution.ts";
import { listExecutions } from "./executions/list-executions.ts";
import { listLogs } from "./executions/list-logs.ts";
import { retryExecution } from "./executions/retry-execution.ts";
import { alive } from "./health/alive.ts";
import { ready } from "./health/ready.ts";
import { createKey } from "./keys/create-key.ts";
import { listKeys } from "./keys/list-keys.ts";
import { revokeKey } from "./keys/revoke-key.ts";
import { rotateKey } from "./keys/rotate-key.ts";
import { callbackRoutes } from "./callbacks/callback-routes.ts";
import { messageRoutes } from "./messages/message-routes.ts";
import { listRoles } from "./roles/list-roles.ts";
import { removeRole } from "./roles/remove-role.ts";
import { saveRole } from "./roles/save-role.ts";
import { erasePerson } from "./personal-data/erase-person.ts";
import { exportPerson } from "./personal-data/export-person.ts";
import { ruleRoutes } from "./rules/rule-routes.ts";
import { readMessageStatistics } from "./statistics/read-message-statistics.ts";
import { readStatistics } from "./statistics/read-statistics.ts";
import { clearMails } from "./sandbox/clear-mails.ts";
import { clearReceived } from "./sandbox/clear-received.ts";
import { getMailAttachment } from "./sandbox/get-mail-attachment.ts";
import { getMailSource } from "./sandbox/get-mail-source.ts";
import { getMail } from "./sandbox/get-mail.ts";
import { listMails } from "./sandbox/list-mails.ts";
import { listProviders } from "./sandbox/list-providers.ts";
import { listReceived } from "./sandbox/list-received.ts";
import { setFaults } from "./sandbox/set-faults.ts";
import { listSecrets } from "./secrets/list-secrets.ts";
import { removeSecret } from "./secrets/remove-secret.ts";
import { setSecret } from "./secrets/set-secret.ts";
import { changeSettings } from "./settings/change-settings.ts";
import { getSettings } from "./settings/get-settings.ts";
import { changeUser } from "./users/change-user.ts";
import { createUser } from "./users/create-user.ts";
import { endUserSessions } from "./users/end-user-sessions.ts";
import { getUser } from "./users/get-user.ts";
import { listUserSessions } from "./users/list-user-sessions.ts";
import { listUsers } from "./users/list-users.ts";
import { removeUser } from "./users/remove-user.ts";
import { resetPassword } from "./users/reset-password.ts";
import { resetSecondFactor } from "./users/reset-second-factor.ts";
import { unlockUser } from "./users/unlock-user.ts";
import { listFindings } from "./security/list-findings.ts";
import { sessionRoutes } from "./session/session-routes.ts";
import { templateRoutes } from "./templates/template-routes.ts";
import { rotateVault } from "./vault/rotate-vault.ts";
import { listVariables } from "./variables/list-variables.ts";
import { removeVariable } from "./variables/remove-variable.ts";
import { setVariables } from "./variables/set-variables.ts";

/** The whole API, in the order of its documentation. */
export const routes: readonly Route[] = [
  alive,
  ready,
  ...sessionRoutes,
  exchangeKey,
  ...ruleRoutes,
  readStatistics,
  readMessageStatistics,
  testCondition,
  listCalendars,
  parseNotice,
  getCalendar,
  saveCalendar,
  removeCalendar,
  listNotices,
  readNotice,
  listRecordTables,
  saveRecordTable,
  removeRecordTable,
  listRecords,
  writeRecords,
  removeRecords,
  ...gridWorkRoutes,
  ...gridBackfillRoutes,
  ...gridFreshnessRoutes,
  ...gridRoutes,
  ...incentiveRoutes,
  listExecutions,
  getExecution,
  explainExecution,
  listLogs,
  cancelExecution,
  retryExecution,
  listFailures,
  redriveFailures,
  dismissFailures,
  listFailedExecutions,
  listFailureJobs,
  getFailureJob,
  cancelFailureJob,
  listAlerts,
  exportPerson,
  erasePerson,
  listApprovals,
  getApproval,
  approveApproval,
  rejectApproval,
  withdrawApproval,
  listUsers,
  createUser,
  getUser,
  changeUser,
  removeUser,
  resetPassword,
  unlockUser,
  resetSecondFactor,
  listUserSessions,
  endUserSessions,
  listRoles,
  saveRole,
  removeRole,
  listKeys,
  createKey,
  rotateKey,
  revokeKey,
  getSettings,
  changeSettings,
  listVariables,
  removeVariable,
  setVariables,
  listSecrets,
  removeSecret,
  setSecret,
  rotateVault,
  listFindings,
  listConnections,
  listLimits,
  saveLimit,
  removeLimit,
  removeConnection,
  saveConnection,
  listAccounts,
  removeAccount,
  resumeAccount,
  saveAccount,
  simulateRoute,
  testAccount,
  openReceiptAddress,
  ...messageRoutes,
  ...callbackRoutes,
  ...templateRoutes,
  clearMails,
  listProviders,
  listReceived,
  clearReceived,
  setFaults,
  getMailAttachment,
  getMailSource,
  getMail,
  listMails,
  downloadArtifact,
  listAudit,
  exportAudit,
  verifyAudit,
  listActions,
  listChannels,
  listTriggers,
  ruleSchema,
  sendEvents,
  listEvents,
  getEvent,
  explainEvent,
  replayEvent,
  listFeeds,
  listBreakers,
  openBreaker,
  closeBreaker,
  listNodes,
  drainNode,
  resumeNode,
  listDeadLetters,
  replayDeadLetter,
  dismissDeadLetter,
  receiveHook,
  takeReceipts,
  confirmReceipts,
  watchChanges,
];
