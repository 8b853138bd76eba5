/** What the address of the list of failures says. */
export interface FailureSearch {
  readonly rule?: string;
  readonly cursor?: string;
}

export function parseFailureSearch(search: Readonly<Record<string, unknown>>): FailureSearch {
  const { rule, cursor } = search;
  return {
    ...((typeof rule === "string" || typeof rule === "number") && rule !== "" && { rule: String(rule) }),
    ...(typeof cursor === "string" && cursor !== "" && { cursor }),
  };
}
