import { permissions } from "@belfry/access";
import { z } from "zod";

export const RoleParams = z.strictObject({
  role: z
    .string()
    .regex(
      /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,62}$/u,
      "A role begins with a letter or digit and holds letters, digits, blanks, '.', '_' and '-', at most 63.",
    ),
});

/** What exists to be allowed. */
export const PermissionName = z.enum(permissions);

export const RoleDraft = z.strictObject({
  description: z.string().max(500).default(""),
  permissions: z.array(PermissionName).max(permissions.length),
});

export const RoleView = z
  .object({
    name: z.string(),
    description: z.string(),
    permissions: z.array(z.string()),
    builtin: z.boolean().describe("Built-in ones cannot be changed."),
    users: z.int().describe("How many people have it."),
  })
  .meta({ id: "Role" });
