import { defineRoute } from "../../contract/define-route.ts";
import { NodeView } from "../../schemas/node.ts";
import { listOf } from "../../schemas/page.ts";

export const listNodes = defineRoute({
  method: "GET",
  path: "/v1/nodes",
  operation: "nodes.list",
  summary: "Lists the processes that take part, with their load",
  description: "A process that died is gone from the list within two seconds; one that hangs within 15.",
  permission: "nodes:read",
  bounded: "Each of them is a process that an administrator starts.",
  response: listOf(NodeView),
  errors: [],

  async handle({ engine }) {
    return { items: await engine.listNodes() };
  },
});
