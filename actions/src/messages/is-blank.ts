/** Empty as it is written; an expression is not, whatever it will yield. */
export function isBlank(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isBlank);
  return value === undefined || (typeof value === "string" && value.trim() === "");
}
