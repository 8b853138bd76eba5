import { z } from "zod";

/** A colour as `#RRGGBB`. */
export const Color = z.string().regex(/^#?[0-9A-Fa-f]{6}$/, "Write a colour as #RRGGBB.");

const LineStyle = z.enum(["thin", "medium", "thick", "dashed", "dotted", "double", "hair"]);

const Font = z.strictObject({
  name: z.string().min(1).optional(),
  size: z.number().min(1).max(409).optional().describe("In points."),
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  underline: z.boolean().optional(),
  color: Color.optional(),
});

/** How cells look. What is not said is left as Excel has it. */
export const CellLook = z.strictObject({
  font: Font.optional(),
  fill: Color.optional().describe("The colour behind the text."),
  border: z
    .union([LineStyle, z.strictObject({ line: LineStyle, color: Color.optional() })])
    .optional()
    .describe("A line around every cell, black unless a colour is given."),
  horizontal: z.enum(["left", "center", "right", "justify", "distributed"]).optional(),
  vertical: z.enum(["top", "center", "bottom", "justify", "distributed"]).optional(),
  wrap: z.boolean().optional().describe("Breaks long texts into lines inside the cell."),
});
export type CellLook = z.infer<typeof CellLook>;

/** How whole rows look. */
export const RowLook = CellLook.extend({
  rowHeight: z.number().min(1).max(409).optional().describe("In points. Default: as Excel has it."),
});
export type RowLook = z.infer<typeof RowLook>;
