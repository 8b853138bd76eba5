import type { Approval } from "@belfry/client";
import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";
import type { ApprovalView } from "./approval-search.ts";

export const approvalKeys = { all: ["approvals"] } as const;

export function approvalListQuery(view: ApprovalView, cursor: string | undefined) {
  return queryOptions({
    queryKey: [...approvalKeys.all, "list", view, cursor ?? null],
    queryFn: () =>
      belfry.approvals.list({
        limit: 50,
        ...(view === "mine" && { mine: true }),
        ...(view === "pending" && { state: "pending" }),
        ...(cursor !== undefined && { cursor }),
      }),
  });
}

export function approvalQuery(id: number) {
  return queryOptions({
    queryKey: [...approvalKeys.all, "one", id],
    queryFn: () => belfry.approvals.get(id),
  });
}

export type Decision = "approve" | "reject" | "withdraw";

interface Decided {
  readonly id: number;
  readonly decision: Decision;
  readonly comment: string;
}

export function useDecide(): UseMutationResult<Approval, Error, Decided> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, decision, comment }: Decided) =>
      belfry.approvals[decision](id, comment.trim() === "" ? {} : { comment: comment.trim() }),
    // What was released changes rules, executions and messages.
    onSuccess: () =>
      Promise.all(
        [...approvalKeys.all, "rules", "executions", "messages"].map((key) =>
          queryClient.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  });
}
