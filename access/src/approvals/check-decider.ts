import { AppError } from "@belfry/model";
import type { Tx } from "@belfry/store";
import type { Caller } from "../people/permissions.ts";
import { selectEnabledUser } from "../sql/select-enabled-user.ts";
import type { ApprovalSummary } from "./approval.ts";

/** Whether these are the eyes of somebody else: a person, and none of those who asked. */
export function isSecondPerson(caller: Caller, { requestedBy }: Pick<ApprovalSummary, "requestedBy">): boolean {
  return caller.kind === "person" && !requestedBy.some((name) => sameName(name, caller.name));
}

/** @throws AppError PERMISSION_DENIED */
export async function checkDecider(tx: Tx, caller: Caller, approval: ApprovalSummary): Promise<void> {
  if (caller.kind !== "person" || caller.userId === null) throw denied("Only a person decides, not a key or a token.");
  if (!isSecondPerson(caller, approval)) {
    throw denied("You asked for this, or wrote what is asked for: somebody else decides.");
  }
  // Locked until the decision is written: one that was switched off a moment ago decides nothing any more.
  if (!(await selectEnabledUser(tx, caller.userId))) throw denied("Your account is switched off.");
}

/** Names of people differ by more than capital letters. */
function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function denied(reason: string): AppError {
  return new AppError("PERMISSION_DENIED", { reason, permission: "approvals:decide" });
}
