import { z } from "zod";
import { Flag, Identifier, Instant } from "./common.ts";

export const SecretParams = z.strictObject({ name: Identifier });

export const RemoveSecretQuery = z.strictObject({
  force: Flag.default(false).describe("Whether it is removed although something names it."),
});

export const SecretSummary = z.object({ name: z.string(), updatedAt: Instant }).meta({ id: "Secret" });

export const SecretValue = z.strictObject({ value: z.string().min(1).max(65_536) });

export const VaultRotationBody = z.strictObject({
  newKey: z
    .string()
    .min(43)
    .max(64)
    .optional()
    .describe(
      "Only where the master key comes from BELFRY_MASTER_KEY: the new one, 32 bytes in base64 or hexadecimal.",
    ),
});

export const VaultRotation = z
  .object({
    keyId: z.string().describe("The name of the new key; it tells nothing about it."),
    resealed: z.int().describe("How many values were sealed again."),
    unreadable: z.array(z.string()).describe("Values that no known key opens; they were left as they are."),
    done: z.boolean().describe("Whether the old key is forgotten; otherwise restart every node with the new one."),
  })
  .meta({ id: "VaultRotation" });
