export { builtinActions } from "./builtin-actions.ts";
export { workbookStream } from "./excel/workbook-stream.ts";
export type { PlainSheet } from "./excel/workbook-stream.ts";
