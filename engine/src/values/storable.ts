/**
 * What PostgreSQL can keep of a text or of JSON: everything but the character NUL and halves of surrogate pairs. They come
 * from broken encodings and from expressions that cut a text in the middle of an emoji.
 */

/** The text with every character that cannot be kept replaced by U+FFFD. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\uFFFD");
}

/** A JSON value with the same done to all of its texts and keys; the value itself when there is nothing to do. */
export function storableJson<T>(value: T): T {
  const json = JSON.stringify(value);
  return json === undefined || isStorable(json) ? value : (JSON.parse(json, replaced) as T);
}

/** Whether a text made by `JSON.stringify` can be kept; that writes what cannot as an escape. */
export function isStorable(json: string): boolean {
  if (!json.includes(String.raw`\u`)) return true;
  return !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/.test(json);
}

function replaced(_key: string, value: unknown): unknown {
  if (typeof value === "string") return storableText(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storableText(key), inner]));
}
