export const templateKinds = ["template", "layout", "partial"] as const;
export type TemplateKind = (typeof templateKinds)[number];

/** What the address of the list of templates says. */
export interface TemplateListSearch {
  readonly kind?: TemplateKind;
  readonly channel?: string;
  readonly text?: string;
  readonly cursor?: string;
}

/** Reads an address that anybody may have typed: what makes no sense is left out. */
export function parseTemplateListSearch(search: Readonly<Record<string, unknown>>): TemplateListSearch {
  const { kind, channel, text, cursor } = search;
  const knownKind = templateKinds.find((known) => known === kind);
  return {
    ...(knownKind !== undefined && { kind: knownKind }),
    ...(typeof channel === "string" && channel !== "" && { channel }),
    ...((typeof text === "string" || typeof text === "number") && text !== "" && { text: String(text) }),
    ...(typeof cursor === "string" && cursor !== "" && { cursor }),
  };
}

/** What the address of one template says. */
export interface TemplateSearch {
  /** @default the editor */
  readonly tab?: "versions";
  /** The versions that are compared. */
  readonly from?: number;
  readonly to?: number;
}

export function parseTemplateSearch(search: Readonly<Record<string, unknown>>): TemplateSearch {
  const { tab, from, to } = search;
  return {
    ...(tab === "versions" && { tab }),
    ...(isVersion(from) && isVersion(to) && { from, to }),
  };
}

function isVersion(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
