import type { ChannelDefinition, LocalizedText } from "@belfry/plugin-kit";
import { explainCode, type CodeWords } from "./explain-code.ts";
import { reasonWords } from "./reason-words.ts";

interface Answered {
  readonly deliveryId: number;
  readonly code: string | null;
  readonly reason: string | null;
  readonly answer: string | null;
}

/** What a provider said of a delivery, with the meaning of its code and the reason in both languages. */
export function explainAnswer<T extends Answered>(
  channel: ChannelDefinition | undefined,
  { deliveryId: _, ...said }: T,
): Omit<T, "deliveryId"> & { readonly words: CodeWords | null; readonly text: LocalizedText | null } {
  return {
    ...said,
    words: explainCode(channel, said.code, said.answer ?? said.reason),
    text: said.reason === null ? null : reasonWords(said.reason),
  };
}
