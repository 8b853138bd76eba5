/** Where Belfry decides otherwise than the original notification service. */
import type { Precedence } from "../suite.ts";

type Facts = Readonly<Record<string, unknown>>;

/** The states of the original, by those of the ledger: what is tried again later is queued. */
const states: Readonly<Record<string, string>> = { pending: "queued", retrying: "queued", success: "accepted" };

interface TemplateInput {
  readonly template: string;
  readonly variables: Facts;
}

export const notificationPrecedence: readonly Precedence[] = [
  {
    suite: "notification_service.json#retry",
    reason: "retries wait 1, 5 and 10 minutes, whatever was written to the log",
    transform: (_input, expected) =>
      "delaysSeconds" in (expected as Facts) ? { delaysSeconds: [60, 300, 600] } : expected,
  },
  {
    suite: "notification_service.json#retry",
    reason: "the delivery states are those of the ledger, and a failure tells its reason instead of a code of its own",
    transform: (_input, expected) => {
      const { states: path, errorCode: _code, ...rest } = expected as Facts;
      return Array.isArray(path) ? { ...rest, states: path.map((state: string) => states[state] ?? state) } : expected;
    },
  },
  {
    suite: "notification_service.json#retry",
    reason: "errors are problems with codes of Belfry: what cannot be retried is a conflict, 409",
    transform: (_input, expected) => {
      const { allowedFrom } = expected as Facts;
      return allowedFrom === undefined ? expected : { allowedFrom, otherwise: { http: 409 } };
    },
  },
  {
    suite: "notification_service.json#accountSelection",
    reason: "that no account is free is said in words of Belfry",
    transform: (_input, expected) => ({ account: (expected as { account: unknown }).account }),
  },
  {
    suite: "notification_service.json#templateRendering",
    reason: "errors are problems with codes of Belfry",
    transform: (_input, expected) => ((expected as { ok: boolean }).ok ? expected : { ok: false }),
  },
  {
    suite: "notification_service.json#templateRendering",
    reason: "a missing variable is an error unless it has a default",
    transform(input, expected) {
      const { template, variables } = input as TemplateInput;
      const named = [...template.matchAll(/\{\{\s*(\w+)[^|}]*\}\}/g)].map(([, name = ""]) => name);
      return named.some((name) => !(name in variables)) ? { ok: false } : expected;
    },
  },
  {
    suite: "notification_service.json#templateRendering",
    reason: "templates escape HTML",
    transform(input, expected) {
      const { variables } = input as TemplateInput;
      const { ok, result } = expected as { readonly ok: boolean; readonly result: string };
      if (!ok) return expected;
      const texts = Object.values(variables).filter((value) => typeof value === "string" && /[<>&"']/.test(value));
      return {
        ok,
        result: (texts as string[]).reduce((text, value) => text.replaceAll(value, escaped(value)), result),
      };
    },
  },
  {
    suite: "notification_service.json#templateRendering",
    reason: "Liquid writes true and false in small letters",
    transform(input, expected) {
      const { variables } = input as TemplateInput;
      const { ok, result } = expected as { readonly ok: boolean; readonly result: string };
      const hasBoolean = Object.values(variables).some((value) => typeof value === "boolean");
      return ok && hasBoolean ? { ok, result: result.replace("True", "true").replace("False", "false") } : expected;
    },
  },
];

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
