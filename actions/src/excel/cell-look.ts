import { z } from "zod";

/** A colour as `#RRGGBB`. */
export const Color = z.string().regex(/^#?[0-9A-Fa-f]{6}$/, "Write a colour as #RRGGBB.");

const LineStyle = z.enum(["thin", "medium", "thick", "dashed", "dotted", "double", "hair"]);

const Font = z.strictObject({
  name: z.string().min(1).optional(),
  /** In points. */
  size: z.number().min(1).max(409).optional(),
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  underline: z.boolean().optional(),
  color: Color.optional(),
});

/** How cells look. What is not said is left as Excel has it. */
export const CellLook = z.strictObject({
  font: Font.optional(),
  /** The colour behind the text. */
  fill: Color.optional(),
  /** A line around every cell. @default black */
  border: z.union([LineStyle, z.strictObject({ line: LineStyle, color: Color.optional() })]).optional(),
  horizontal: z.enum(["left", "center", "right", "justify", "distributed"]).optional(),
  vertical: z.enum(["top", "center", "bottom", "justify", "distributed"]).optional(),
  /** Breaks long texts into lines inside the cell. */
  wrap: z.boolean().optional(),
});
export type CellLook = z.infer<typeof CellLook>;

/** How whole rows look. */
export const RowLook = CellLook.extend({
  /** In points. @default as Excel has it */
  rowHeight: z.number().min(1).max(409).optional(),
});
export type RowLook = z.infer<typeof RowLook>;
