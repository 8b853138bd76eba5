import type { Approval } from "@belfry/client";

/** What of a sample can be shown as more than JSON. */
export interface ReadSample {
  readonly action?: string;
  readonly channel?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  readonly attachments: readonly string[];
  readonly recipients?: RecipientDiff;
  /** Whatever else is in it: the definition of a rule, the input of a step. */
  readonly rest: Readonly<Record<string, unknown>>;
}

export interface RecipientDiff {
  readonly count: number;
  /** The message that is compared with; null: it is the first. */
  readonly comparedWith: number | null;
  readonly addedCount: number;
  readonly removedCount: number;
  /** The first of them. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Reads the sample of an approval; each kind has another, and a newer version may add to it. */
export function readSample(sample: Approval["sample"]): ReadSample {
  if (typeof sample !== "object" || sample === null || Array.isArray(sample)) {
    return { attachments: [], rest: sample === null || sample === undefined ? {} : { sample } };
  }
  const { attachments, recipients, comparedWith, addedCount, removedCount, added, removed, ...others } =
    sample as Readonly<Record<string, unknown>>;
  const { action, channel, subject, text, html, ...rest } = others;
  return {
    ...texts({ action, channel, subject, text, html }),
    attachments: textList(attachments),
    ...(typeof recipients === "number" && {
      recipients: {
        count: recipients,
        comparedWith: typeof comparedWith === "number" ? comparedWith : null,
        addedCount: typeof addedCount === "number" ? addedCount : 0,
        removedCount: typeof removedCount === "number" ? removedCount : 0,
        added: textList(added),
        removed: textList(removed),
      },
    }),
    rest,
  };
}

function texts(values: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function textList(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
