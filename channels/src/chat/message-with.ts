import type { MessageOutline } from "@belfry/plugin-kit";

/** A message with files that are there, or that are only known. */
export type MessageWith<File> = Omit<MessageOutline, "attachments"> & { readonly attachments: readonly File[] };
