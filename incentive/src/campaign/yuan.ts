import { z } from "zod";

/** Fen of a number of yuan that has at most two decimals; 0.29 × 100 is 28.999… in binary and must be 29. */
function fenOfYuan(yuan: number): number {
  return Math.round(yuan * 100);
}

/** An amount as campaign files write it, in yuan with at most two decimals; it is held as whole fen. */
export const Yuan = z
  .number()
  .min(0, "An amount is not negative.")
  .max(10_000_000_000, "An amount is at most 10,000,000,000 yuan.")
  .refine((yuan) => Math.abs(yuan * 100 - Math.round(yuan * 100)) < 1e-4, "Yuan have at most two decimals.")
  .transform(fenOfYuan);
