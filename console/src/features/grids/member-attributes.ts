/** Attributes of a member as a form shows them: each with what kind of value it has, and as a text. */
import type { GridMember } from "@belfry/client";

export type AttributeKind = "text" | "yesNo" | "number" | "json";
export const attributeKinds: readonly AttributeKind[] = ["text", "yesNo", "number", "json"];

export interface AttributeRow {
  /** Names the row while others come and go. */
  readonly id: number;
  readonly name: string;
  readonly kind: AttributeKind;
  readonly text: string;
}

/** Why a row cannot be saved. */
export type AttributeFault = "noName" | "twice" | "noNumber" | "noJson";

export function rowsOf(attributes: GridMember["attributes"]): AttributeRow[] {
  return Object.entries(attributes).map(([name, value], id) => {
    if (typeof value === "string") return { id, name, kind: "text", text: value };
    if (typeof value === "boolean") return { id, name, kind: "yesNo", text: String(value) };
    if (typeof value === "number") return { id, name, kind: "number", text: String(value) };
    return { id, name, kind: "json", text: JSON.stringify(value) };
  });
}

/** The first thing that is wrong with a row among the others; nothing when it can be saved. */
export function faultOf(row: AttributeRow, rows: readonly AttributeRow[]): AttributeFault | undefined {
  const name = row.name.trim();
  if (name === "") return "noName";
  if (rows.some((other) => other.id < row.id && other.name.trim() === name)) return "twice";
  if (row.kind === "number" && (row.text.trim() === "" || !Number.isFinite(Number(row.text)))) return "noNumber";
  return row.kind === "json" && jsonOf(row.text) === undefined ? "noJson" : undefined;
}

/** What rows without faults say. */
export function attributesOf(rows: readonly AttributeRow[]): Record<string, unknown> {
  return Object.fromEntries(rows.map(({ name, kind, text }) => [name.trim(), valueOf(kind, text)]));
}

function valueOf(kind: AttributeKind, text: string): unknown {
  switch (kind) {
    case "text":
      return text;
    case "yesNo":
      return text === "true";
    case "number":
      return Number(text);
    case "json":
      return jsonOf(text);
    default:
      return kind satisfies never;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
