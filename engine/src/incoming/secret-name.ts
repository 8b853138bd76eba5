/** The name of the secret that a field of a trigger refers to; nothing for a text that is no reference. */
export function secretName(value: unknown): string | undefined {
  if (typeof value === "string") return /^\$\{\{\s*secrets\.([A-Za-z_]\w*)\s*\}\}$/.exec(value)?.[1];
  return typeof value === "object" && value !== null && "$secret" in value ? String(value.$secret) : undefined;
}
