import { checkJsonText, isAppError, type Problem } from "@belfry/plugin-kit";

export type WebhookBody = "json" | "form" | "text";

export type ReadBody =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** The data in the body of a webhook. A field that a form holds several times becomes a list. */
export function readWebhookBody(bytes: Uint8Array, format: WebhookBody): ReadBody {
  const text = decode(bytes);
  if (text === undefined) return refused("The body is no text in UTF-8.", "Send it in UTF-8.");
  if (format === "text") return { ok: true, data: text };
  if (format === "form") return { ok: true, data: formOf(text) };
  try {
    checkJsonText(text);
    return { ok: true, data: JSON.parse(text) as unknown };
  } catch (error) {
    const reason = isAppError(error) ? String(error.details["reason"]) : "The body is no JSON.";
    return refused(reason, "Send valid JSON, or let the trigger read the body as `form` or `text`.");
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // The only thing a strict decoder reports is that the bytes are no UTF-8.
    return undefined;
  }
}

function formOf(text: string): Record<string, string | string[]> {
  const params = new URLSearchParams(text);
  const entries = [...new Set(params.keys())].map((name): [string, string | string[]] => {
    const all = params.getAll(name);
    return [name, all.length === 1 ? (all[0] ?? "") : all];
  });
  return Object.fromEntries(entries.filter(([name]) => name !== "__proto__"));
}

function refused(message: string, remedy: string): ReadBody {
  return { ok: false, problems: [{ path: "", message, remedy }] };
}
