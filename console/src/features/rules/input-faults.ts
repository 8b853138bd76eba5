import type { ProblemItem } from "@belfry/client";

/** Which problem of an answer belongs to which field of the form; the path of an input is `inputs.NAME…` or `NAME…`. */
export function faultsByField(
  problems: readonly ProblemItem[],
  fields: readonly { readonly name: string }[],
): ReadonlyMap<string, string[]> {
  const faults = new Map<string, string[]>();
  for (const { path, message } of problems) {
    const inside = path.replace(/^(?:body\.)?inputs\.?/, "");
    const field = fields.find(
      ({ name }) => inside === name || inside.startsWith(`${name}.`) || inside.startsWith(`${name}[`),
    );
    if (field !== undefined) faults.set(field.name, [...(faults.get(field.name) ?? []), message]);
  }
  return faults;
}
