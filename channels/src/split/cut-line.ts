const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** Where a line reads well when it goes on elsewhere. */
const PAUSE = /[\s。！？；，、：.!?;,:)）】」]/;

/**
 * How many characters of a text fit, ending where a reader pauses if there is such a place in the last third, and never
 * inside a character that people see as one.
 */
export function fittingLength(text: string, most: number, measure: (text: string) => number): number {
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(text.slice(0, beforeCharacter(text, middle))) <= most) low = middle;
    else high = middle - 1;
  }
  const fits = beforeCharacter(text, low);
  if (fits >= text.length) return text.length;
  const whole = beforeGrapheme(text, fits);
  for (let end = whole; end > (whole * 2) / 3; end -= 1) {
    if (PAUSE.test(text[end - 1] ?? "") && !looksLikeFence(text.slice(end))) return end;
  }
  // A line that goes on with the signs of a code block would open or close one.
  for (let end = whole; end > 0 && end > whole - 16; end = beforeCharacter(text, end - 1)) {
    if (!looksLikeFence(text.slice(end))) return end;
  }
  return whole;
}

/** Never between the two halves of a character beyond the basic plane. */
function beforeCharacter(text: string, index: number): number {
  const code = text.charCodeAt(index);
  const isSecondHalf = code >= 0xdc00 && code <= 0xdfff;
  return isSecondHalf && index > 0 ? index - 1 : index;
}

/** The begin of the visible character around an index, unless it begins too far away to be a sensible place. */
function beforeGrapheme(text: string, index: number): number {
  const start = beforeCharacter(text, Math.max(0, index - 64));
  const found = graphemes.segment(text.slice(start, index + 64)).containing(index - start);
  const begin = start + (found?.index ?? index - start);
  return begin > start ? begin : index;
}

function looksLikeFence(rest: string): boolean {
  return /^ {0,3}[`~]/.test(rest);
}
