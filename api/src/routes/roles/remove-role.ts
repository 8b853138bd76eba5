import { defineRoute, noContent } from "../../contract/define-route.ts";
import { RoleParams } from "../../schemas/role.ts";

export const removeRole = defineRoute({
  method: "DELETE",
  path: "/v1/roles/{role}",
  operation: "roles.remove",
  summary: "Removes a role that nobody has",
  permission: "roles:write",
  params: RoleParams,
  response: noContent,
  errors: ["ROLE_NOT_FOUND", "ROLE_BUILT_IN", "ROLE_IN_USE"],

  async handle({ access, params, caller, actor }) {
    await access.roles.remove({ caller, actor }, params.role);
  },
});
