import { defineRoute } from "../../contract/define-route.ts";
import { KeyQuery, KeyView } from "../../schemas/key.ts";
import { listOf } from "../../schemas/page.ts";

export const listKeys = defineRoute({
  method: "GET",
  path: "/v1/keys",
  operation: "keys.list",
  summary: "Lists the API keys, never with their secrets",
  permission: "keys:read",
  query: KeyQuery,
  bounded: "Somebody creates each of them by hand.",
  response: listOf(KeyView),
  errors: [],

  async handle({ access, query }) {
    return { items: await access.keys.list(query) };
  },
});
