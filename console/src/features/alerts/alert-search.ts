/** What the address of the list of alerts says. */
export interface AlertSearch {
  /** @default those that last */
  readonly view?: "all";
  readonly cursor?: string;
}

export function parseAlertSearch(search: Readonly<Record<string, unknown>>): AlertSearch {
  const { view, cursor } = search;
  return {
    ...(view === "all" && { view }),
    ...(typeof cursor === "string" && cursor !== "" && { cursor }),
  };
}
