import { defineRoute, noContent } from "../../contract/define-route.ts";
import { NoticeParams } from "../../schemas/notice.ts";

export const readNotice = defineRoute({
  method: "POST",
  path: "/v1/notices/{noticeId}/read",
  operation: "notices.read",
  summary: "Notes that the caller has read a notice, which acknowledges the message that it shows; safe to call twice",
  permission: "signed-in",
  params: NoticeParams,
  response: noContent,
  errors: ["NOTICE_NOT_FOUND"],

  async handle({ access, params, caller, actor }) {
    await access.notices.markRead(caller, params.noticeId, { by: actor });
  },
});
