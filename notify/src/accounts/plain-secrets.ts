import type { ChannelDefinition } from "@belfry/plugin-kit";

/**
 * The fields of an account that hold a secret as plain text. A field is one for secrets when its schema takes a reference
 * to the vault; the ledger's tables are no place for a password.
 */
export function plainSecrets(schema: ChannelDefinition["account"], config: unknown, path = ""): string[] {
  // A part that may be left out is looked into like any other.
  if ("unwrap" in schema) return plainSecrets((schema.unwrap as () => typeof schema)(), config, path);
  if (!("shape" in schema) || typeof config !== "object" || config === null) return [];
  const values = config as Readonly<Record<string, unknown>>;
  return Object.entries(schema.shape as Readonly<Record<string, ChannelDefinition["account"]>>).flatMap(
    ([key, field]) => {
      const value = values[key];
      const here = path === "" ? key : `${path}.${key}`;
      if (typeof value !== "string") return plainSecrets(field, value, here);
      return field.safeParse({ $secret: "name" }).success ? [here] : [];
    },
  );
}
