/** What the address of the list of keys says. */
export interface KeysSearch {
  /** Whether revoked keys are listed as well. */
  readonly revoked?: true;
}

export function parseKeysSearch(search: Readonly<Record<string, unknown>>): KeysSearch {
  return search["revoked"] === true ? { revoked: true } : {};
}
