import { defineRoute, noContent } from "../../contract/define-route.ts";
import { ConnectionParams } from "../../schemas/connection.ts";

export const removeConnection = defineRoute({
  method: "DELETE",
  path: "/v1/connections/{name}",
  operation: "connections.remove",
  summary: "Closes what a connection opened, on all nodes within two seconds",
  permission: "connections:write",
  params: ConnectionParams,
  response: noContent,
  errors: ["CONNECTION_NOT_FOUND"],

  async handle({ connections, params, actor }) {
    await connections.remove(params.name, actor);
  },
});
