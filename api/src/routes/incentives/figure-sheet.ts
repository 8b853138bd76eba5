import type { WorkbookSheet } from "../../api-deps.ts";
import { title, words, type SheetLook } from "./incentive-sheet-words.ts";

/** What a figure is called, and what it is. */
export type Figure = readonly [name: string, value: string | number];

/** One figure a line, for what is no list. */
export function figureSheet(name: string, figures: readonly Figure[], language: SheetLook["language"]): WorkbookSheet {
  const w = words[language];
  return {
    name,
    title,
    columns: [
      { field: "figure", header: w.figure, width: 26 },
      { field: "value", header: w.value, width: 30 },
    ],
    rows: figures.map(([figure, value]) => ({ figure, value })),
  };
}
