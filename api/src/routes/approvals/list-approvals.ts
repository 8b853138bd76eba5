import { mayDo } from "@belfry/access";
import { defineRoute } from "../../contract/define-route.ts";
import { ApprovalQuery, ApprovalSummary, forReader } from "../../schemas/approval.ts";
import { pageOf, readPage } from "../../schemas/page.ts";

export const listApprovals = defineRoute({
  method: "GET",
  path: "/v1/approvals",
  operation: "approvals.list",
  summary: "Lists what waits, or waited, for a second person, newest first",
  permission: "approvals:read",
  reach: "scoped",
  query: ApprovalQuery,
  response: pageOf(ApprovalSummary),
  errors: [],

  async handle({ approvals, query, caller, scope }) {
    const { state, mine } = query;
    // A program, or somebody without the permission, is nobody's second person.
    if (mine === true && (caller.kind !== "person" || !mayDo(caller, "approvals:decide")))
      return { items: [], nextCursor: null };
    const page = await readPage(query, (range) =>
      approvals.list({
        ...range,
        scope,
        ...(state !== undefined && { state }),
        ...(mine === true && { decidableBy: caller.name }),
      }),
    );
    return { ...page, items: page.items.map((approval) => forReader(approval, caller)) };
  },
});
