import { defineRoute } from "../../contract/define-route.ts";
import { NoticeQuery, NoticeView } from "../../schemas/notice.ts";
import { pageOf, readPage } from "../../schemas/page.ts";

export const listNotices = defineRoute({
  method: "GET",
  path: "/v1/notices",
  operation: "notices.list",
  summary: "Lists what rules tell the caller, newest first",
  description: "Programs are told nothing.",
  permission: "signed-in",
  query: NoticeQuery,
  example: { query: { unread: "true", limit: "20" } },
  response: pageOf(NoticeView),
  errors: [],

  async handle({ access, query, caller }) {
    return readPage(query, (page) => access.notices.list(caller, { ...page, unread: query.unread }));
  },
});
