/** So many digits a double keeps whatever they are. */
const EXACT_DIGITS = 15;

/**
 * A number, if it holds every digit of the text; else the text. 12.30 becomes 12.3, and an id of 19 digits stays what it
 * is: rounded it would be the id of somebody else.
 */
export function numberOrText(text: string): number | string {
  const digits = /^-?0*(\d*)(?:\.(\d*?)0*)?$/.exec(text);
  if (digits === null) return text;
  const [, whole = "", fraction = ""] = digits;
  const number = Number(text);
  if (fraction === "" && Number.isSafeInteger(number)) return number;
  return whole.length + fraction.length <= EXACT_DIGITS ? number : text;
}
