/** What the address of the list of users says. */
export interface UsersSearch {
  readonly find?: string;
  readonly cursor?: string;
}

export function parseUsersSearch(search: Readonly<Record<string, unknown>>): UsersSearch {
  const { find, cursor } = search;
  return {
    // The router reads a name like 2026 as a number.
    ...(((typeof find === "string" && find !== "") || typeof find === "number") && { find: String(find) }),
    ...(typeof cursor === "string" && cursor !== "" && { cursor }),
  };
}
