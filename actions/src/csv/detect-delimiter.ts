export type Delimiter = "," | ";" | "\t" | "|";

const candidates: readonly Delimiter[] = [",", ";", "\t", "|"];

/** The delimiter that stands most often in the first row, outside of quotes; a comma if there is none. */
export function detectDelimiter(beginning: string): Delimiter {
  const counts = new Map<string, number>();
  let quoted = false;
  for (const character of beginning.replace(/^[\r\n\uFEFF]+/, "")) {
    if (character === '"') quoted = !quoted;
    if (quoted) continue;
    if (character === "\n" || character === "\r") break;
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return candidates.reduce((best, next) => ((counts.get(next) ?? 0) > (counts.get(best) ?? 0) ? next : best));
}
