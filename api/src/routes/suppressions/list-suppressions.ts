import { defineRoute } from "../../contract/define-route.ts";
import { pageOf, readPage } from "../../schemas/page.ts";
import { SuppressionQuery, SuppressionView } from "../../schemas/suppression.ts";
import { given } from "../given.ts";

export const listSuppressions = defineRoute({
  method: "GET",
  path: "/v1/suppressions",
  operation: "suppressions.list",
  summary: "Lists who is not sent to any more, newest first",
  permission: "suppressions:read",
  query: SuppressionQuery,
  response: pageOf(SuppressionView),
  errors: [],

  async handle({ notify, query }) {
    const { channel, address, reason } = query;
    return readPage(query, (page) => notify.listSuppressions({ ...page, ...given({ channel, address, reason }) }));
  },
});
