import type { ChannelDefinition, LocalizedText, ProviderCode } from "@belfry/plugin-kit";

/** What a provider's code means, and what somebody can do about it. */
export interface CodeWords {
  readonly meaning: LocalizedText;
  readonly advice: LocalizedText;
}

/**
 * What a channel knows of a code. One code may have several causes, which only the provider's answer tells apart; without
 * an answer nothing is said of such a code.
 */
export function explainCode(
  channel: ChannelDefinition | undefined,
  code: string | null,
  answer?: string | null,
): CodeWords | null {
  if (channel === undefined || code === null || code === "") return null;
  const known = (channel.codes ?? []).filter((candidate) => candidate.code === code);
  const found = answer === undefined || answer === null ? onlyOne(known) : known.find((one) => fits(one, answer));
  return found === undefined ? null : { meaning: found.meaning, advice: found.advice };
}

function fits({ match }: ProviderCode, answer: string): boolean {
  return match === undefined || answer.search(match) !== -1;
}

function onlyOne(known: readonly ProviderCode[]): ProviderCode | undefined {
  return known.length === 1 ? known[0] : known.find(({ match }) => match === undefined);
}
