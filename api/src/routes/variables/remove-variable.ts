import { defineRoute, noContent } from "../../contract/define-route.ts";
import { VariableParams } from "../../schemas/variable.ts";

export const removeVariable = defineRoute({
  method: "DELETE",
  path: "/v1/variables/{name}",
  operation: "variables.remove",
  summary: "Removes a variable; rules that read it fail from then on",
  permission: "variables:write",
  params: VariableParams,
  response: noContent,
  errors: ["NOT_FOUND"],

  async handle({ engine, hub, params, actor }) {
    await engine.removeVariable(params.name, { by: actor });
    hub.changed("rules");
  },
});
