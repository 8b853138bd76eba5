/** What the address of the sandbox says. */
export interface SandboxSearch {
  readonly cursor?: string;
}

export function parseSandboxSearch(search: Readonly<Record<string, unknown>>): SandboxSearch {
  const { cursor } = search;
  return typeof cursor === "string" && cursor !== "" ? { cursor } : {};
}

export const mailViews = ["html", "text", "headers", "source"] as const;
export type MailView = (typeof mailViews)[number];

/** How the open mail is shown. */
export interface MailSearch {
  readonly view?: MailView;
}

export function parseMailSearch(search: Readonly<Record<string, unknown>>): MailSearch {
  const view = mailViews.find((known) => known === search["view"]);
  return view === undefined ? {} : { view };
}
