export const callbackStatuses = ["waiting", "done", "failed", "missed"] as const;
export type CallbackStatus = (typeof callbackStatuses)[number];

/** What the address of a callback says. */
export interface CallbackSearch {
  readonly status?: CallbackStatus;
  readonly cursor?: string;
}

/** Reads an address that anybody may have typed: what makes no sense is left out. */
export function parseCallbackSearch({ status, cursor }: Readonly<Record<string, unknown>>): CallbackSearch {
  const known = callbackStatuses.find((one) => one === status);
  return {
    ...(known !== undefined && { status: known }),
    ...(typeof cursor === "string" && cursor !== "" && { cursor }),
  };
}
