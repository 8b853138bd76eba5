/** JSON with its keys in order and nothing left to choice, so that equal values have one text and one hash. */
export function canonicalJson(value: unknown): string {
  // Through JSON once: dates become texts and what JSON cannot say is left out, as it will be in the database.
  return JSON.stringify(ordered(JSON.parse(JSON.stringify(value ?? null))));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  );
}
