import { defineRoute, noContent } from "../../contract/define-route.ts";
import { LimitParams } from "../../schemas/limit.ts";

export const removeLimit = defineRoute({
  method: "DELETE",
  path: "/v1/limits/{kind}/{name}",
  operation: "limits.remove",
  summary: "Removes a limit; what waits for it goes on at once",
  permission: "settings:write",
  params: LimitParams,
  response: noContent,
  errors: ["NOT_FOUND"],

  async handle({ engine, params, actor }) {
    const { kind, name } = params;
    await engine.removeLimit({ kind, name: kind === "label" ? name : name.toLowerCase() }, { by: actor });
  },
});
