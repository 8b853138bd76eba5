import { isDeepStrictEqual } from "node:util";
import { joinPath, type MessageTemplate } from "@belfry/model";

export interface TemplateChange {
  /** `variants.email zh-CN.subject`, `variables.amount.type`. */
  readonly path: string;
  readonly kind: "added" | "removed" | "changed";
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What differs between two versions. Variants are compared by channel and language, wherever they stand in the list. */
export function templateDifference(before: MessageTemplate | undefined, after: MessageTemplate): TemplateChange[] {
  return differences(before === undefined ? {} : byName(before), byName(after), "");
}

function byName({ variants, ...rest }: MessageTemplate): Readonly<Record<string, unknown>> {
  const named = variants.map(({ channel, language, ...variant }) => [`${channel} ${language}`, variant] as const);
  return { ...rest, variants: Object.fromEntries(named) };
}

function differences(before: unknown, after: unknown, path: string): TemplateChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (!isRecord(before) || !isRecord(after)) {
    if (before === undefined) return [{ path, kind: "added", after }];
    return after === undefined ? [{ path, kind: "removed", before }] : [{ path, kind: "changed", before, after }];
  }
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => differences(before[key], after[key], path === "" ? key : pathTo(path, key)));
}

function pathTo(path: string, key: string): string {
  return /^[\w* -]+$/.test(key) ? `${path}.${key}` : joinPath(path, key);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
