/** What the address of the list of messages says. */
export interface MessageSearch {
  readonly execution?: number;
  readonly cursor?: string;
}

export function parseMessageSearch(search: Readonly<Record<string, unknown>>): MessageSearch {
  const { execution, cursor } = search;
  return {
    ...(typeof execution === "number" && Number.isSafeInteger(execution) && execution > 0 && { execution }),
    ...(typeof cursor === "string" && cursor !== "" && { cursor }),
  };
}
