import { usePreferences } from "../../preferences/index.ts";

/** Amounts in fen as people read them. */
export interface Money {
  /** `¥35,000` or `¥35,000.5`: to the fen. */
  readonly exact: (fen: number) => string;
  /** `¥3.5万`, `¥35K`: for the edge of a chart. */
  readonly short: (fen: number) => string;
}

export function useMoney(): Money {
  const { language } = usePreferences();
  const yuan = { style: "currency", currency: "CNY", currencyDisplay: "narrowSymbol" } as const;
  const exact = new Intl.NumberFormat(language, { ...yuan, minimumFractionDigits: 0, maximumFractionDigits: 2 });
  const short = new Intl.NumberFormat(language, { ...yuan, notation: "compact", maximumSignificantDigits: 3 });
  return { exact: (fen) => exact.format(fen / 100), short: (fen) => short.format(fen / 100) };
}
