import { jsonChanges, kindOfChange, type JsonChange, type MessageTemplate } from "@belfry/model";

/** One place where two versions differ: `variants.email zh-CN.subject`, `variables.amount.type`. */
export interface TemplateChange extends JsonChange {
  readonly kind: "added" | "removed" | "changed";
}

/** What differs between two versions. Variants are compared by channel and language, wherever they stand in the list. */
export function templateDifference(before: MessageTemplate | undefined, after: MessageTemplate): TemplateChange[] {
  const changes = jsonChanges(before === undefined ? {} : byName(before), byName(after));
  return changes.map((change) => ({ ...change, kind: kindOfChange(change) }));
}

function byName({ variants, ...rest }: MessageTemplate): Readonly<Record<string, unknown>> {
  const named = variants.map(({ channel, language, ...variant }) => [`${channel} ${language}`, variant] as const);
  return { ...rest, variants: Object.fromEntries(named) };
}
