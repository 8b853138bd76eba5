import { defineRoute } from "../../contract/define-route.ts";
import { NodeParams, NodeView } from "../../schemas/node.ts";

export const resumeNode = defineRoute({
  method: "POST",
  path: "/v1/nodes/{node}/resume",
  operation: "nodes.resume",
  summary: "Lets a drained node take work again",
  description: "A node that is not drained stays as it is.",
  permission: "nodes:write",
  params: NodeParams,
  response: NodeView,
  errors: ["NODE_NOT_FOUND", "NODE_LEAVING"],

  async handle({ engine, params, actor }) {
    return engine.resumeNode(params.node, { by: actor });
  },
});
