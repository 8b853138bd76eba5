/** A share from 0 to 1 as `98.5 %`; all is only said of all. */
export function formatRate(rate: number | null): string {
  if (rate === null) return "–";
  const percent = rate * 100;
  const shown = rate < 1 && percent > 99.9 ? 99.9 : rate > 0 && percent < 0.1 ? 0.1 : percent;
  return `${shown.toFixed(shown === 100 || shown === 0 ? 0 : 1)} %`;
}
