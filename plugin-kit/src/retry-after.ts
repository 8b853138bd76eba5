/**
 * The wait that a server asks for by its Retry-After header, in milliseconds: seconds, or a date, which is compared with
 * the server's own Date header because its clock and ours may differ. Nothing where it asks for none.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>): number | undefined {
  const text = headers["retry-after"]?.trim();
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  const until = Date.parse(text);
  const now = Date.parse(headers["date"] ?? "");
  return Number.isNaN(until) || Number.isNaN(now) ? undefined : Math.max(0, until - now);
}
