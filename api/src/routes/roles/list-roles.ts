import { permissions } from "@belfry/access";
import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { RoleView } from "../../schemas/role.ts";

export const listRoles = defineRoute({
  method: "GET",
  path: "/v1/roles",
  operation: "roles.list",
  summary: "Lists the roles, and every permission that a role can have",
  permission: "roles:read",
  bounded: "Somebody writes each of them by hand.",
  response: z.object({ items: z.array(RoleView), permissions: z.array(z.string()) }),
  errors: [],

  async handle({ access }) {
    return { items: await access.roles.list(), permissions: [...permissions] };
  },
});
