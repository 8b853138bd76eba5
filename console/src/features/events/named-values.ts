/** The values of an event that a condition names: what a person needs to see why it was not met. */
export function namedValues(
  condition: string,
  event: Readonly<Record<string, unknown>>,
): readonly { readonly path: string; readonly value: unknown }[] {
  const paths = new Set(condition.match(/\bevent(?:\.[A-Za-z_]\w*|\["[^"\\]+"\])+/g) ?? []);
  return [...paths].map((path) => {
    const keys = [...path.matchAll(/\.(\w+)|\["([^"]+)"\]/g)].map(([, plain, quoted]) => plain ?? quoted ?? "");
    const value = keys.reduce<unknown>(
      (at, key) => (typeof at === "object" && at !== null ? (at as Record<string, unknown>)[key] : undefined),
      event,
    );
    return { path, value };
  });
}
