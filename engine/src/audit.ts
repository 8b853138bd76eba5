import type { AuditRecord } from "@belfry/model";
import type { Tx } from "@belfry/store";

/** Writes down what somebody did, in the transaction in which they did it. Called last there. */
export type Audit = (tx: Tx, record: AuditRecord) => Promise<void>;

export const noAudit: Audit = async () => undefined;
