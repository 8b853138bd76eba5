export interface LoginSearch {
  /** Where somebody wanted to go. */
  readonly to?: string;
  /** Why the provider of single sign-on sent them back: a code of the error reference. */
  readonly sso?: string;
}

/** Only addresses of the console itself: a link must not send somebody who just signed in to another site. */
export function parseLoginSearch(search: Readonly<Record<string, unknown>>): LoginSearch {
  const { to, sso } = search;
  return {
    ...(typeof to === "string" && /^\/(?![/\\])/.test(to) && { to }),
    ...(typeof sso === "string" && /^SSO_[A-Z_]{1,40}$/.test(sso) && { sso }),
  };
}
