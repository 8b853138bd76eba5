import { Scope } from "@belfry/model";
import { z } from "zod";

export const LoginRequest = z.strictObject({
  name: z.string().min(1).max(200),
  password: z.string().min(1).max(1_000),
});

export const CallerView = z
  .object({
    kind: z.enum(["person", "key", "token"]),
    name: z.string(),
    role: z.string().nullable(),
    permissions: z.array(z.string()),
    scope: Scope.nullable(),
  })
  .meta({ id: "Caller" });

export const PasswordChange = z.strictObject({
  currentPassword: z.string().min(1).max(1_000),
  newPassword: z.string().min(1).max(1_000),
});
