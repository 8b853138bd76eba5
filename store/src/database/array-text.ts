/**
 * Arrays of values as PostgreSQL reads them: `{1,2,NULL}`, `{"a","b"}`.
 *
 * The driver asks each element what it is and replaces in it twice; of twenty columns of twenty thousand rows that takes
 * longer than PostgreSQL takes to write them. Arrays of numbers or of texts are put together here, all others by the driver.
 *
 * Source: https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO
 */

/** The array as a text, or the value itself where the driver has to look at it. */
export function withArrayText(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return numbersText(value) ?? textsText(value) ?? value;
}

function numbersText(values: readonly unknown[]): string | undefined {
  let text = "";
  for (const value of values) {
    if (typeof value === "number") text += `,${value}`;
    else if (value === null || value === undefined) text += ",NULL";
    else return undefined;
  }
  return `{${text.slice(1)}}`;
}

function textsText(values: readonly unknown[]): string | undefined {
  let text = "";
  for (const value of values) {
    if (typeof value === "string") text += `,"${special.test(value) ? value.replaceAll(everySpecial, "\\$&") : value}"`;
    else if (value === null || value === undefined) text += ",NULL";
    else return undefined;
  }
  return `{${text.slice(1)}}`;
}

const special = /["\\]/;
const everySpecial = /["\\]/g;
