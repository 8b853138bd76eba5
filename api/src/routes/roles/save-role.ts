import { defineRoute } from "../../contract/define-route.ts";
import { RoleDraft, RoleParams, RoleView } from "../../schemas/role.ts";

export const saveRole = defineRoute({
  method: "PUT",
  path: "/v1/roles/{role}",
  operation: "roles.save",
  summary: "Writes a role, or replaces the one with its name",
  description:
    "It holds for everybody who has the role from their next request on. Nobody can put a permission into a role that they do not have themselves.",
  permission: "roles:write",
  params: RoleParams,
  body: RoleDraft,
  example: { body: { description: "Runs what is there.", permissions: ["rules:read", "rules:run"] } },
  response: RoleView,
  errors: ["ROLE_BUILT_IN"],

  async handle({ access, params, body, caller, actor }) {
    return access.roles.save({ caller, actor }, { name: params.role, ...body });
  },
});
