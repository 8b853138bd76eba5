/** An amount of yuan in a file: whole fen, or why it is none. */
export type FenOfText = { readonly fen: number } | { readonly fault: "notANumber" | "negative" | "tooManyDecimals" };

/** Programs that add binary numbers write 30000.000000004 where they mean 30000. */
const NOISE_FEN = 1e-4;
/** Behind that a number of fen is no longer exact. */
const MOST_YUAN = 10_000_000_000;

export function readFen(text: string): FenOfText {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return { fault: "notANumber" };
  const yuan = Number(text);
  if (yuan < 0) return { fault: "negative" };
  if (yuan > MOST_YUAN) return { fault: "notANumber" };
  const fen = Math.round(yuan * 100);
  return Math.abs(yuan * 100 - fen) > NOISE_FEN ? { fault: "tooManyDecimals" } : { fen };
}
