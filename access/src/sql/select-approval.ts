import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { Approval } from "../approvals/approval.ts";
import { approvalColumns, approvalInScope } from "./approval-columns.ts";

/** One approval in scope. */
export async function selectApproval(db: Queryable, id: number, scope: Scope | null): Promise<Approval | undefined> {
  const { rows } = await db.query<Approval>({
    name: "access-select-approval",
    text: `
      select ${approvalColumns}, a.sample
      from belfry.approvals a
      where a.id = $1 and ${approvalInScope(2)}`,
    values: [id, scope],
  });
  return rows[0];
}
