export { noticeKeys } from "./notice-queries.ts";
export { parseNoticeSearch } from "./notice-search.ts";
export { NoticeBell } from "./NoticeBell.tsx";
