/** A JSON value as people read it: texts as they are, nothing as an empty text, objects and lists as JSON. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return "";
  return JSON.stringify(value);
}
