/** How what was measured is shown; in this order. What is not named here only helps programs and is left out. */
const formats = {
  failed: "number",
  succeeded: "number",
  rate: "percent",
  missed: "number",
  from: "instant",
  to: "instant",
  lastStartedAt: "instant",
  expectedBy: "instant",
  executionId: "execution",
  startedAt: "instant",
  runningForMs: "duration",
  waitedMs: "duration",
  allowedMs: "duration",
  node: "text",
  executions: "number",
  trigger: "text",
  attempts: "number",
  failingSince: "instant",
  openedAt: "instant",
  openedBy: "text",
  reason: "text",
  message: "text",
  failure: "failure",
  last: "failure",
} as const;

export type FactName = keyof typeof formats;

/** One measured value as it is shown: a text, a number, a time, or an execution that can be opened. */
export type AlertFact = { readonly name: FactName } & (
  | { readonly as: "number" | "percent" | "duration" | "execution"; readonly value: number }
  | { readonly as: "instant" | "text"; readonly value: string }
);

/** What an alert measured, by name and in the order in which people read it; values of another shape are left out. */
export function alertFacts(facts: Readonly<Record<string, unknown>>): AlertFact[] {
  return (Object.keys(formats) as FactName[]).flatMap((name) => {
    const format = formats[name];
    const value = facts[name];
    if (format === "failure") return failureFacts(name, value);
    if (format === "text" || format === "instant") {
      const isText = typeof value === "string" || (format === "text" && typeof value === "number");
      return isText && value !== "" ? [{ name, as: format, value: String(value) }] : [];
    }
    return typeof value === "number" ? [{ name, as: format, value }] : [];
  });
}

/** Of a failure its message, and the execution when it names one. */
function failureFacts(name: FactName, value: unknown): AlertFact[] {
  if (typeof value === "string") return [{ name, as: "text", value }];
  if (typeof value !== "object" || value === null) return [];
  const { id, message } = value as { readonly id?: unknown; readonly message?: unknown };
  return [
    ...(typeof id === "number" ? [{ name: "executionId", as: "execution", value: id } as const] : []),
    ...(typeof message === "string" ? [{ name, as: "text", value: message } as const] : []),
  ];
}
