import { z } from "zod";
import { Identifier, Instant } from "./common.ts";

export const SecretParams = z.strictObject({ name: Identifier });

export const SecretSummary = z.object({ name: z.string(), updatedAt: Instant }).meta({ id: "Secret" });

export const SecretValue = z.strictObject({ value: z.string().min(1).max(65_536) });
