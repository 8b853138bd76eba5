const formulaStart = /^(\s*[=+\-@＝＋－＠]|[\t\r\n])/u;
const plainNumber = /^\s*[+-]?\d+([.,]\d+)*(e[+-]?\d+)?%?\s*$/i;

/**
 * Whether a spreadsheet would run this text as a formula when it opens the CSV: a name like `=HYPERLINK(…)` in a list
 * sends the data of whoever opens it elsewhere. Negative numbers are numbers.
 */
export function looksLikeFormula(text: string): boolean {
  return formulaStart.test(text) && !plainNumber.test(text);
}
