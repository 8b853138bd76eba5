import { z } from "zod";

export const LoginRequest = z.strictObject({
  name: z.string().min(1).max(200),
  password: z.string().min(1).max(1_000),
});

export const CallerView = z
  .object({
    kind: z.enum(["person", "token"]),
    name: z.string(),
    role: z.string(),
    permissions: z.array(z.string()),
  })
  .meta({ id: "Caller" });

export const PasswordChange = z.strictObject({
  currentPassword: z.string().min(1).max(1_000),
  newPassword: z.string().min(1).max(1_000),
});
