/** Whether each of these fields is there and less than its limit: numbers by size, texts by their characters. */
export function isBefore(
  fields: Readonly<Record<string, unknown>>,
  limits: Readonly<Record<string, string | number>>,
): boolean {
  return Object.entries(limits).every(([name, limit]) => {
    const value = fields[name];
    if (typeof value === "number" && typeof limit === "number") return value < limit;
    return typeof value === "string" && typeof limit === "string" && value < limit;
  });
}
