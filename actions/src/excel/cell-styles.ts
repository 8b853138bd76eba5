import type { Border, Style } from "@cj-tech-master/excelts";
import type { CellLook, RowLook } from "./cell-look.ts";
import type { Highlight } from "./excel-input.ts";
import { isHighlighted } from "./highlighted.ts";
import { mergeLooks } from "./merge-looks.ts";
import type { SheetPlan } from "./workbook-plan.ts";

export type CellStyle = Partial<Style>;

export interface SheetStyles {
  readonly title: (index: number) => CellStyle;
  readonly header: (column: number) => CellStyle;
  readonly body: (column: number, row: Readonly<Record<string, unknown>>) => CellStyle;
  readonly heights: {
    readonly titles: readonly (number | undefined)[];
    readonly header: number | undefined;
    readonly body: number | undefined;
  };
}

/**
 * The styles of a sheet. Cells that look alike share one object: the writer recognises a style by its object, and a
 * style for each of a million cells would be compared with all others.
 */
export function sheetStyles(plan: SheetPlan, plain: boolean): SheetStyles {
  if (plain) return plainStyles(plan);
  const { all, titles, header, body } = plan.style;
  const titleLooks = plan.titles.map((title) => mergeLooks(all, titles, title.look));
  const titleStyles = titleLooks.map((look) => style(look));
  const headerStyles = plan.columns.map(({ look }) => style(mergeLooks(all, look, header)));
  const bodyLooks = plan.columns.map(({ look }) => mergeLooks(all, body, look));
  const bodyStyles = plan.columns.map(({ format }, column) => style(bodyLooks[column] ?? {}, format));
  const highlighted = new Map<string, CellStyle>();

  return {
    title: (index) => titleStyles[index] ?? {},
    header: (column) => headerStyles[column] ?? {},
    body(column, row) {
      const plainStyle = bodyStyles[column] ?? {};
      if (plan.highlight.length === 0) return plainStyle;
      const hits = plan.highlight.filter((entry) => concerns(entry, plan, column) && isHighlighted(entry, row));
      if (hits.length === 0) return plainStyle;
      const key = `${column} ${hits.map((hit) => plan.highlight.indexOf(hit)).join()}`;
      let known = highlighted.get(key);
      if (known === undefined) {
        known = style(mergeLooks(bodyLooks[column], ...hits.map(highlightLook)), plan.columns[column]?.format);
        highlighted.set(key, known);
      }
      return known;
    },
    heights: {
      titles: titleLooks.map((look) => look.rowHeight),
      header: mergeLooks(all, header).rowHeight,
      body: mergeLooks(all, body).rowHeight,
    },
  };
}

function plainStyles(plan: SheetPlan): SheetStyles {
  const none: CellStyle = {};
  return {
    title: () => none,
    header: () => none,
    body: () => none,
    heights: { titles: plan.titles.map(() => undefined), header: undefined, body: undefined },
  };
}

function concerns(entry: Highlight, plan: SheetPlan, column: number): boolean {
  return entry.scope === "row" || plan.columns[column]?.field === entry.field;
}

function highlightLook({ fill, font }: Highlight): CellLook {
  return { ...(fill !== undefined && { fill }), ...(font !== undefined && { font }) };
}

function style(look: RowLook, format?: string): CellStyle {
  const result: CellStyle = {};
  if (format !== undefined) result.numFmt = format;
  if (look.font !== undefined && Object.keys(look.font).length > 0) result.font = fontOf(look.font);
  if (look.fill !== undefined) result.fill = { type: "pattern", pattern: "solid", fgColor: argb(look.fill) };
  if (look.border !== undefined) result.border = borderOf(look.border);
  const alignment = alignmentOf(look);
  if (Object.keys(alignment).length > 0) result.alignment = alignment;
  return result;
}

function fontOf({ color, ...font }: NonNullable<CellLook["font"]>): NonNullable<CellStyle["font"]> {
  // A font without a name or a size is drawn by some programs in their own.
  return { name: "Calibri", size: 11, ...defined(font), ...(color !== undefined && { color: argb(color) }) };
}

function borderOf(border: NonNullable<CellLook["border"]>): NonNullable<CellStyle["border"]> {
  const said = typeof border === "string" ? { line: border } : border;
  const edge: Partial<Border> = { style: said.line, color: argb(said.color ?? "#000000") };
  return { top: edge, left: edge, bottom: edge, right: edge };
}

function alignmentOf({ horizontal, vertical, wrap }: CellLook): NonNullable<CellStyle["alignment"]> {
  return defined({ horizontal, vertical: vertical === "center" ? "middle" : vertical, wrapText: wrap });
}

function argb(color: string): { argb: string } {
  return { argb: `FF${color.replace("#", "").toUpperCase()}` };
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

function defined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Defined<T>;
}
