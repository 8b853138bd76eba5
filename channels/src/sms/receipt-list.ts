import { AppError } from "@belfry/plugin-kit";
import { objectsIn } from "../provider-call/read-object.ts";

/** The receipts of a body that is a list of them. @throws AppError REQUEST_INVALID */
export function listIn(body: Uint8Array): readonly Readonly<Record<string, unknown>>[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(body));
  } catch (cause) {
    throw new AppError("REQUEST_INVALID", { reason: "A list of receipts in JSON is expected." }, { cause });
  }
  const rows = objectsIn(parsed);
  if (!Array.isArray(parsed) || rows.length < parsed.length)
    throw new AppError("REQUEST_INVALID", { reason: "A list of receipts is expected." });
  return rows;
}

/** Times are those of China, without saying so. */
export function atOf(text: string): { readonly at?: Date } {
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? { at: new Date(`${text.replace(" ", "T")}+08:00`) } : {};
}
