import { defineRoute } from "../../contract/define-route.ts";
import { ConnectionView } from "../../schemas/connection.ts";
import { listOf } from "../../schemas/page.ts";

export const listConnections = defineRoute({
  method: "GET",
  path: "/v1/connections",
  operation: "connections.list",
  summary: "Lists the places inside the own network that outgoing calls may reach",
  permission: "connections:read",
  bounded: "An administrator creates each of them by hand.",
  response: listOf(ConnectionView),
  errors: [],

  async handle({ connections }) {
    return { items: await connections.list() };
  },
});
