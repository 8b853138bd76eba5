export const approvalViews = ["mine", "pending", "all"] as const;
export type ApprovalView = (typeof approvalViews)[number];

/** What the address of the list of approvals says. */
export interface ApprovalSearch {
  /** @default those that wait for whoever looks */
  readonly view?: Exclude<ApprovalView, "mine">;
  readonly cursor?: string;
}

export function parseApprovalSearch(search: Readonly<Record<string, unknown>>): ApprovalSearch {
  const { view, cursor } = search;
  return {
    ...((view === "pending" || view === "all") && { view }),
    ...(typeof cursor === "string" && cursor !== "" && { cursor }),
  };
}
