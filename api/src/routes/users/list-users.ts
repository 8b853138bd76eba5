import { defineRoute } from "../../contract/define-route.ts";
import { pageOf, readPage } from "../../schemas/page.ts";
import { UserQuery, UserView } from "../../schemas/user.ts";

export const listUsers = defineRoute({
  method: "GET",
  path: "/v1/users",
  operation: "users.list",
  summary: "Lists the people of this installation, newest first",
  permission: "users:read",
  query: UserQuery,
  response: pageOf(UserView),
  errors: [],

  async handle({ access, query }) {
    const { search } = query;
    return readPage(query, (page) => access.users.list({ ...page, search }));
  },
});
