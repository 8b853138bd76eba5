export { approvalKeys } from "./approval-queries.ts";
export { parseApprovalSearch } from "./approval-search.ts";
export { ApprovalCount } from "./ApprovalCount.tsx";
