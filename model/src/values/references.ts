/**
 * Values that stand for something kept elsewhere. They travel through expressions and checkpoints; what they name does
 * not: rows stay in files, secrets in the vault.
 */
import { z } from "zod";

/** A set of rows kept in an NDJSON file. `size` is the number of rows. */
export const DatasetRef = z.strictObject({
  $dataset: z.string().regex(/^[0-9a-z-]+$/),
  rows: z.number().int().nonnegative(),
  columns: z.array(z.string()),
});
export type DatasetRef = z.infer<typeof DatasetRef>;

/** A file kept in the artifact store, for example a workbook. */
export const ArtifactRef = z.strictObject({
  $artifact: z.string().regex(/^[0-9a-z-]+$/),
  name: z.string().min(1),
  mediaType: z.string(),
  bytes: z.number().int().nonnegative(),
});
export type ArtifactRef = z.infer<typeof ArtifactRef>;

/** A secret by its name. It is resolved only inside the action that needs it and never reaches a checkpoint. */
export const SecretRef = z.strictObject({ $secret: z.string().min(1) });
export type SecretRef = z.infer<typeof SecretRef>;

export function isDatasetRef(value: unknown): value is DatasetRef {
  return typeof value === "object" && value !== null && "$dataset" in value;
}
export function isArtifactRef(value: unknown): value is ArtifactRef {
  return typeof value === "object" && value !== null && "$artifact" in value;
}
export function isSecretRef(value: unknown): value is SecretRef {
  return typeof value === "object" && value !== null && "$secret" in value;
}
