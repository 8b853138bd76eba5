/** What the address of the list of notices says. */
export interface NoticeSearch {
  readonly cursor?: string;
}

export function parseNoticeSearch({ cursor }: Readonly<Record<string, unknown>>): NoticeSearch {
  return typeof cursor === "string" && cursor !== "" ? { cursor } : {};
}
