import { defineRoute } from "../../contract/define-route.ts";
import { DrainBody, NodeParams, NodeView } from "../../schemas/node.ts";

export const drainNode = defineRoute({
  method: "POST",
  path: "/v1/nodes/{node}/drain",
  operation: "nodes.drain",
  summary: "Lets a node take nothing new and hand over what it holds",
  description:
    "What waits is held by no node. Running executions end after their present action, and go on elsewhere. The process goes on and answers requests. The answer names in `unattended` what nobody does any more. Called again, it sets the deadline anew.",
  permission: "nodes:write",
  params: NodeParams,
  body: DrainBody,
  example: { body: { graceSeconds: 120 } },
  response: NodeView,
  errors: ["NODE_NOT_FOUND", "NODE_LEAVING"],

  async handle({ engine, params, body, actor }) {
    return engine.drainNode(params.node, { by: actor, graceMs: body.graceSeconds * 1_000 });
  },
});
