/**
 * The value by which an event is known, as a text: what one side writes as a number the other may write as a text. Nothing
 * for what names nothing.
 */
export function awaitedKey(value: unknown): string | undefined {
  if (value === null || value === undefined || value === "") return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}
