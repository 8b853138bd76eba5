/** The JSON object that a text is; nothing when it is something else. */
export function readObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return objectIn(JSON.parse(text));
  } catch {
    return undefined; // what is no JSON is not the provider's answer; its caller says so
  }
}

/** A value as an object; nothing when it is none. */
export function objectIn(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

/** A code or an id as text, however it is written; empty when it is neither. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

/** The objects in a list; nothing of whatever else stands in it. */
export function objectsIn(value: unknown): Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(value)) return [];
  return value.map(objectIn).filter((one) => one !== undefined);
}
