/** For everything that is no page of ours: it may load nothing and be framed by nobody. */
const closed = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** For a file that came from outside: should a browser show it after all, then as a page without any rights. */
export const downloadPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";

/** For the console. Its component library writes style elements at run time, so styles may stand in the page; scripts never. */
export const consolePolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** For the reference of the API: its pages inline their icons. */
export const referencePolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Headers of every answer; a page replaces the policy by its own. */
export const standardHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": closed,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
};
