import type { Scope } from "./scope.ts";

/**
 * The first label of a scope that these labels do not satisfy, with the values it may have; nothing when they are in
 * scope. The database decides the same with `belfry.labels_in_scope`.
 */
export function refusedLabel(
  labels: Readonly<Record<string, string>>,
  scope: Scope | null,
): { readonly label: string; readonly values: readonly string[] } | undefined {
  const refused = Object.entries(scope?.labels ?? {}).find(([label, values]) => {
    const value = Object.hasOwn(labels, label) ? labels[label] : undefined;
    return value === undefined || !values.includes(value);
  });
  return refused === undefined ? undefined : { label: refused[0], values: refused[1] };
}
