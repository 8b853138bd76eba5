import { Scope } from "@belfry/model";
import { z } from "zod";
import { Flag, Instant, InstantInput } from "./common.ts";
import { PermissionName } from "./role.ts";

const KeyId = z.string().regex(/^bfk_[a-z0-9]{8}$/, "The id of a key reads bfk_ and eight letters or digits.");

export const KeyParams = z.strictObject({ key: KeyId });

export const KeyQuery = z.strictObject({ revoked: Flag.default(false).describe("Those that were revoked too.") });

export const KeyView = z
  .object({
    id: z.string().describe("`bfk_…`: visible, and the first half of what a program sends."),
    name: z.string(),
    note: z.string(),
    permissions: z.array(z.string()),
    scope: Scope.nullable(),
    requestsPerMinute: z.int().nullable().describe("Null: as many as anybody."),
    createdBy: z.string(),
    createdAt: Instant,
    expiresAt: Instant.nullable(),
    lastUsedAt: Instant.nullable().describe("To the minute."),
    previousSecretUntil: Instant.nullable().describe("Until when the secret before the last rotation is accepted too."),
    revokedAt: Instant.nullable(),
  })
  .meta({ id: "ApiKey" });

export const KeyDraft = z.strictObject({
  name: z.string().trim().min(1).max(100),
  note: z.string().max(1_000).default(""),
  permissions: z.array(PermissionName).min(1).max(PermissionName.options.length),
  scope: Scope.nullable().default(null),
  requestsPerMinute: z.int().min(1).max(1_000_000).nullable().default(null),
  expiresAt: InstantInput.nullable().default(null),
});

export const KeyWithSecret = z
  .object({
    key: KeyView,
    secret: z.string().describe("`bfs_…`, shown only now. A program sends `Authorization: Bearer ID.SECRET`."),
  })
  .meta({ id: "ApiKeyWithSecret" });

export const KeyRotation = z.strictObject({
  overlapSeconds: z
    .int()
    .min(0)
    .max(30 * 86_400)
    .default(86_400)
    .describe("How long the old secret is still good; 0 ends it at once."),
});

export const TokenRequest = z.strictObject({
  api_key: z.string().min(1).max(200).describe("The id of the key: `bfk_…`."),
  api_secret: z.string().min(1).max(200).describe("Its secret: `bfs_…`."),
});

export const TokenAnswer = z
  .object({
    access_token: z.string(),
    token_type: z.literal("bearer"),
    expires_in: z.int().describe("Seconds; less than an hour when the key or its secret ends before."),
  })
  .meta({ id: "AccessToken" });
