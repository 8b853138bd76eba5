/** What stands where something was erased. */
const ERASED = "[erased]";

/** Replaces texts, whatever their capital letters, wherever they stand in a value: in keys, in texts and in numbers. */
export function replaceTexts(value: unknown, texts: readonly string[]): unknown {
  // What stands for something erased first: it stays as it is, also when one of the texts is a part of it.
  const pattern = new RegExp(
    [ERASED, ...texts.toSorted((a, b) => b.length - a.length)].map(literally).join("|"),
    "giu",
  );
  const replace = (part: unknown): unknown => {
    if (typeof part === "string") return part.replaceAll(pattern, ERASED);
    if (typeof part === "number") return String(part).search(pattern) < 0 ? part : ERASED;
    if (Array.isArray(part)) return part.map(replace);
    if (part instanceof Date || typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [replace(key), replace(inner)]));
  };
  return replace(value);
}

/** A text as a pattern that matches nothing else. */
function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
