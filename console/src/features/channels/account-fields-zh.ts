/**
 * What the fields of an account of the built-in channels are called and mean in Chinese. The schema of a channel says it
 * in English only; a field of a channel that is not known here, for example a plugin's, is shown as its schema says.
 */
import type { SchemaField } from "../../ui/schema-form/index.ts";
import texts from "./account-fields-zh.json" with { type: "json" };

/** By channel and field: what it is called, and a hint. */
const byChannel: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = texts;

/** The same fields, called and explained in Chinese. The name stays beside: messages of the server call it by that. */
export function inChinese(channel: string, fields: readonly SchemaField[]): SchemaField[] {
  return fields.map((field) => {
    const [label, description] = byChannel[channel]?.[field.name] ?? [];
    return label === undefined ? field : { ...field, label: `${label}（${field.name}）`, description };
  });
}
