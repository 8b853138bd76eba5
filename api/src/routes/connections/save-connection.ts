import { defineRoute } from "../../contract/define-route.ts";
import { ConnectionBody, ConnectionParams, ConnectionView } from "../../schemas/connection.ts";

export const saveConnection = defineRoute({
  method: "PUT",
  path: "/v1/connections/{name}",
  operation: "connections.save",
  summary: "Opens a host of the own network for outgoing calls, on all nodes within two seconds",
  permission: "connections:write",
  params: ConnectionParams,
  body: ConnectionBody,
  example: { body: { address: "gate.campus.example:8443", purpose: "The gates of the dormitories." } },
  response: ConnectionView,
  errors: [],

  async handle({ connections, params, body, actor }) {
    return connections.save({ ...params, ...body }, actor);
  },
});
