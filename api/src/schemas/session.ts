import { Scope } from "@belfry/model";
import { z } from "zod";
import { Instant } from "./common.ts";

const Password = z.string().min(1).max(1_000);

export const LoginRequest = z.strictObject({
  name: z.string().min(1).max(200).describe("The name or the e-mail address."),
  password: Password,
});

export const CallerView = z
  .object({
    kind: z.enum(["person", "key", "token"]),
    name: z.string(),
    role: z.string().nullable(),
    permissions: z.array(z.string()),
    scope: Scope.nullable(),
    pending: z
      .enum(["password-change", "second-factor"])
      .nullable()
      .describe("What has to be done first: until then only the routes of the session are open."),
  })
  .meta({ id: "Caller" });

const LoginChallenge = z
  .object({
    kind: z.literal("second-factor"),
    challenge: z.string().describe("Send it with the code to /v1/session/second-factor/login."),
    expiresAt: Instant,
  })
  .meta({ id: "LoginChallenge" });

export const LoginAnswer = z.discriminatedUnion("kind", [CallerView, LoginChallenge]);

const Code = z.string().min(1).max(100).describe("Six digits of the app, or a recovery code.");

export const CodeLogin = z.strictObject({ challenge: z.string().min(1).max(200), code: Code });

export const LoginOptions = z
  .object({ singleSignOn: z.boolean().describe("Whether /v1/session/oidc/start leads to a provider.") })
  .meta({ id: "LoginOptions" });

export const PasswordChange = z.strictObject({ currentPassword: Password, newPassword: Password });

export const SessionView = z
  .object({
    id: z.int(),
    createdAt: Instant,
    expiresAt: Instant,
    address: z.string().describe("The network address it began at."),
    method: z.enum(["password", "sso"]),
    current: z.boolean().describe("Whether it is the one that asks."),
  })
  .meta({ id: "Session" });

export const SecondFactorState = z
  .object({
    state: z.enum(["off", "pending", "on"]).describe("`pending`: set up, and no code of it has been seen yet."),
    required: z.boolean(),
    recoveryCodesLeft: z.int(),
  })
  .meta({ id: "SecondFactor" });

export const SecondFactorSecret = z
  .object({ secret: z.string().describe("Base 32."), uri: z.string().describe("`otpauth://…`, for a QR code.") })
  .meta({ id: "SecondFactorSecret" });

export const CodeBody = z.strictObject({ code: Code });

export const RecoveryCodes = z
  .object({ recoveryCodes: z.array(z.string()).describe("Each opens once; shown only now.") })
  .meta({ id: "RecoveryCodes" });

export const SecondFactorProof = z.strictObject({
  password: Password.optional().describe("Not asked of somebody who has none."),
  code: Code,
});
