/**
 * Cells as texts, as the upload service of the data lake wrote them: whoever reads the lake compares texts. A column is of
 * one kind: where one number has a fraction, or one cell is empty, all its numbers print with a fraction.
 */

/** What a column holds, gathered while its cells come by. */
export interface ColumnKinds {
  /** Cells in which something stands. */
  filled: number;
  hasFraction: boolean;
  /** Texts, truth values, lists: something beside numbers. */
  hasOther: boolean;
}

export function noKinds(): ColumnKinds {
  return { filled: 0, hasFraction: false, hasOther: false };
}

export function addKind(kinds: ColumnKinds, value: unknown): void {
  if (isEmpty(value)) return;
  kinds.filled += 1;
  if (typeof value !== "number") kinds.hasOther = true;
  else if (!Number.isInteger(value)) kinds.hasFraction = true;
}

/** Whether the numbers of a column print with a fraction. @param rows how many rows there are */
export function printsFractions({ filled, hasFraction, hasOther }: ColumnKinds, rows: number): boolean {
  return !hasOther && filled > 0 && (hasFraction || filled < rows);
}

/** @param fractions what `printsFractions` says of its column */
export function cellText(value: unknown, fractions: boolean): string {
  if (isEmpty(value)) return "";
  if (typeof value === "number") return numberText(value, fractions);
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === "number" && !Number.isFinite(value));
}

/** As Python prints it: 1.0, 1e+16, 1e-05. */
function numberText(value: number, fractions: boolean): string {
  const isWhole = Number.isInteger(value);
  if (isWhole && !fractions) return Number.isSafeInteger(value) ? String(value) : BigInt(value).toString();
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) {
    return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  }
  return isWhole ? `${Object.is(value, -0) ? "-0" : value}.0` : String(value);
}
