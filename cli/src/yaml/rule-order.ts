/** The order in which people write a rule. The database keeps none, so a rule that is shown is put into it again. */
const ofRule = ["rule", "name", "description", "labels", "triggers", "condition", "inputs", "vars", "forEach"].concat([
  "concurrency",
  "priority",
  "retry",
  "timeout",
  "actions",
  "onFailure",
]);
const ofStep = ["id", "name", "use", "if", "forEach", "with", "retry", "timeout"];

export function inReadingOrder(definition: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const sorted = sortKeys(definition, ofRule);
  for (const key of ["actions", "onFailure"]) {
    const steps = sorted[key];
    if (Array.isArray(steps)) sorted[key] = steps.map((step: Record<string, unknown>) => sortKeys(step, ofStep));
  }
  return sorted;
}

function sortKeys(value: Readonly<Record<string, unknown>>, order: readonly string[]): Record<string, unknown> {
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => rank(a) - rank(b)));
}
