import type { NamedByInput } from "@belfry/plugin-kit";

/** The account and the template that a message names, as they are written. What an expression names is seen when it runs. */
export function namesInMessage({ account, template }: Readonly<Record<string, unknown>>): readonly NamedByInput[] {
  return [
    ...(isName(account) ? [{ kind: "account", name: account, path: "account" } as const] : []),
    ...(isName(template) ? [{ kind: "template", name: template, path: "template" } as const] : []),
  ];
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value !== "" && isWritten(value);
}

/** Whether a value stands in the rule as it will be; not for an expression or a template. */
export function isWritten(value: unknown): boolean {
  return typeof value !== "string" || !value.includes("{");
}
