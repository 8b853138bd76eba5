/** An approval without its sample, which can be long. */
export const approvalColumns = `a.id, a.kind, a.subject, a.rule, a.labels, a.execution_id as "executionId", a.message_id as "messageId",
        a.reason, a.requested_by as "requestedBy", a.requested_at as "requestedAt", a.expires_at as "expiresAt", a.state,
        a.decided_by as "decidedBy", a.decided_at as "decidedAt", a.comment`;

/** Whether an approval is in a scope, which is the parameter with this number. */
export function approvalInScope(parameter: number): string {
  return `($${parameter}::jsonb is null or (belfry.labels_in_scope(a.labels, $${parameter})
        and (a.execution_id is null or belfry.execution_in_scope(a.execution_id, $${parameter}))))`;
}
