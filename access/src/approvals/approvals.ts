/**
 * Two-person release: what must not happen on one person's word waits here for another one's.
 *
 * What always holds: a request ends once, by the database's clock before it expires or because it did; the person who
 * decides is none of those who asked or wrote what is asked for; the end and what follows from it are one transaction. So
 * a crash leaves a request either waiting or carried out, and nothing in between.
 */
import {
  AppError,
  refusalText,
  systemActor,
  type Actor,
  type ApprovalRequest,
  type ApprovalVerdict,
} from "@belfry/model";
import type { DueSource, Queryable, Tx } from "@belfry/store";
import { builtinRoles, type Caller, type Permission } from "../people/permissions.ts";
import { listApprovals, type ApprovalFilter } from "../sql/list-approvals.ts";
import { selectApproval } from "../sql/select-approval.ts";
import { selectDeciders, type DecidersRow } from "../sql/select-deciders.ts";
import { selectVerdict } from "../sql/select-verdict.ts";
import { withdrawSubject } from "../sql/withdraw-subject.ts";
import type { Approval, ApprovalEnd, ApprovalSummary } from "./approval.ts";
import { askSecondPerson } from "./ask.ts";
import { checkDecider, isSecondPerson } from "./check-decider.ts";
import { endApproval } from "./end-approval.ts";
import type { ApprovalsDeps } from "./approvals-deps.ts";
import { createOverdueSource } from "./overdue.ts";

export interface Decision {
  readonly comment?: string | undefined;
  readonly caller: Caller;
  readonly by: Actor;
}

export interface Approvals {
  /** Asks, in the transaction of what has to wait; once per subject while a request for it waits. */
  ask(tx: Tx, request: ApprovalRequest): Promise<ApprovalVerdict>;
  /** What became of the newest request for a subject; nothing when nobody asked. */
  verdict(db: Queryable, subject: string): Promise<ApprovalVerdict | undefined>;
  /** Ends the request for a subject, in the transaction that makes it pointless. */
  withdrawSubject(tx: Tx, subject: string, reason: string): Promise<void>;
  /** The people who could decide about such a request: the first names, and how many they are. Nobody is asked. */
  deciders(db: Queryable, request: Pick<ApprovalRequest, "labels" | "requestedBy">): Promise<DecidersRow>;
  /** Newest first. */
  list(filter: ApprovalFilter): Promise<ApprovalSummary[]>;
  /** @throws AppError APPROVAL_NOT_FOUND, also for one outside of the caller's scope */
  get(id: number, caller: Caller): Promise<Approval>;
  /**
   * Approves or rejects. The same decision by the same person again changes nothing.
   * @throws AppError APPROVAL_NOT_FOUND, APPROVAL_DECIDED, PERMISSION_DENIED
   */
  decide(id: number, state: "approved" | "rejected", decision: Decision): Promise<Approval>;
  /** Takes a request back: only for those who asked. @throws AppError APPROVAL_NOT_FOUND, APPROVAL_DECIDED, PERMISSION_DENIED */
  withdraw(id: number, decision: Decision): Promise<Approval>;
  /** Ends what nobody decided in time, and what belongs to executions that are over. */
  readonly dueSource: DueSource;
  /** Resolves when no expiry is under way any more. */
  stop(): Promise<void>;
}

/** So many names tell whom to talk to. */
const MOST_DECIDERS = 10;

const decidingRoles = Object.entries<readonly Permission[]>(builtinRoles).flatMap(([role, may]) =>
  may.includes("approvals:decide") ? [role] : [],
);

export function createApprovals(deps: ApprovalsDeps): Approvals {
  const { store, settings, effects } = deps;
  const overdue = createOverdueSource(deps);

  const get = async (id: number, caller: Caller): Promise<Approval> => {
    const found = await selectApproval(store, id, caller.scope);
    if (found === undefined) throw new AppError("APPROVAL_NOT_FOUND", { approval: id });
    return found;
  };

  const end = async (id: number, wanted: ApprovalEnd, { caller, by }: Decision): Promise<Approval> => {
    const approval = await get(id, caller);
    const ended = await store.transaction(async (tx) => {
      if (wanted.state === "withdrawn") checkRequester(caller, approval);
      else await checkDecider(tx, caller, approval);
      return endApproval(effects, tx, approval, { end: wanted, by });
    });
    if (ended !== undefined) effects.committed(approval);
    const after = await get(id, caller);
    const isMine = after.state === wanted.state && after.decidedBy === caller.name;
    if (!isMine)
      throw new AppError("APPROVAL_DECIDED", { approval: id, state: after.state, reason: refusalText(after) });
    return after;
  };

  return {
    ask: (tx, request) => askSecondPerson(settings, tx, request),
    verdict: selectVerdict,
    withdrawSubject: (tx, subject, reason) =>
      withdrawSubject(tx, subject, { decidedBy: systemActor.name, comment: reason }),
    deciders: (db, request) => selectDeciders(db, request, { builtin: decidingRoles, most: MOST_DECIDERS }),
    list: (filter) => listApprovals(store, filter),
    get,
    decide: (id, state, decision) =>
      end(id, { state, decidedBy: decision.caller.name, comment: decision.comment ?? null }, decision),
    withdraw: (id, decision) =>
      end(id, { state: "withdrawn", decidedBy: decision.caller.name, comment: decision.comment ?? null }, decision),
    dueSource: overdue.dueSource,
    stop: () => overdue.stop(),
  };
}

function checkRequester(caller: Caller, approval: ApprovalSummary): void {
  const asPerson = { ...caller, kind: "person" } as const;
  if (!isSecondPerson(asPerson, approval)) return;
  throw new AppError("PERMISSION_DENIED", { reason: "Only those who asked may take it back; reject it instead." });
}
