import { jsonChanges, type AuditRecord } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import { appendAuditEntry } from "../sql/append-audit-entry.ts";
import { hashContent, hashDetail } from "./entry-hash.ts";

/**
 * Appends a record to the audit trail, in the transaction of what it tells about. Call it last there: from then on
 * everybody else who changes something waits for the end of the transaction.
 */
export async function writeAudit(db: Queryable, record: AuditRecord): Promise<void> {
  const { by, subject } = record;
  const detail = { changes: jsonChanges(record.before, record.after), ...record.detail };
  const entry = {
    actorKind: by.kind,
    actor: by.name,
    address: by.address,
    requestId: by.requestId,
    action: record.action,
    subjectKind: subject.kind,
    subject: subject.id,
    outcome: record.outcome,
    detailHash: hashDetail(detail),
  };
  await appendAuditEntry(db, { ...entry, detail, contentHash: hashContent(entry) });
}
