export interface LoginSearch {
  /** Where somebody wanted to go. */
  readonly to?: string;
}

/** Only addresses of the console itself: a link must not send somebody who just signed in to another site. */
export function parseLoginSearch(search: Readonly<Record<string, unknown>>): LoginSearch {
  const { to } = search;
  return typeof to === "string" && /^\/(?![/\\])/.test(to) ? { to } : {};
}
