import { systemActor } from "@belfry/model";
import type { DueSource } from "@belfry/store";
import { selectApproval } from "../sql/select-approval.ts";
import { selectOverdueApprovals } from "../sql/select-overdue-approvals.ts";
import type { ApprovalEnd } from "./approval.ts";
import type { ApprovalsDeps } from "./approvals-deps.ts";
import { endApproval } from "./end-approval.ts";

/**
 * Ends requests by the database's clock: those that nobody decided in time, and those of executions that are over. Every
 * node may do it; a request ends once, whoever comes first.
 */
export function createOverdueSource({ store, effects, onError }: ApprovalsDeps): {
  readonly dueSource: DueSource;
  stop(): Promise<void>;
} {
  const isOver = `a.execution_id is not null and not ${effects.executionIsOpen("a.execution_id")}`;
  let running: Promise<void> | undefined;
  let stopped = false;

  const work = async (): Promise<void> => {
    for (const { id, expired } of await selectOverdueApprovals(store, isOver)) {
      if (stopped) return;
      const approval = await selectApproval(store, id, null);
      if (approval === undefined) continue;
      const end: ApprovalEnd = expired
        ? { state: "expired", decidedBy: null, comment: null }
        : { state: "withdrawn", decidedBy: systemActor.name, comment: "The execution is over." };
      const ended = await store.transaction((tx) => endApproval(effects, tx, approval, { end, by: systemActor }));
      if (ended !== undefined) effects.committed(approval);
    }
  };

  return {
    dueSource: {
      name: "approvals",
      nextDueSql: `(select min(case when ${isOver} then a.requested_at else a.expires_at end)
         from belfry.approvals a where a.state = 'pending')`,
      onDue() {
        running ??= work()
          .catch(onError)
          .finally(() => {
            running = undefined;
          });
      },
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}
