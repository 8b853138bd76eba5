import type { ChannelContext, ConnectionStep, ProviderCode } from "@belfry/plugin-kit";
import type { NoAnswer, ProviderAnswer } from "../provider-call/ask-provider.ts";
import { judgeAnswer, type CodeFields } from "../provider-call/judge-answer.ts";
import { outcomeOfCode } from "../provider-call/outcome-of-code.ts";

export interface RefusalTest {
  readonly codes: readonly ProviderCode[];
  readonly names: CodeFields;
  /** Whether a code is said only to a robot that is known and let in. */
  readonly isKnown: (code: number, text: string) => boolean;
  /** Sends a message that the provider can only refuse. */
  readonly ask: () => Promise<ProviderAnswer | NoAnswer>;
}

/**
 * Tests a robot by a message that the provider refuses: what it finds fault with first tells whether the key is right,
 * and the group sees nothing.
 */
export async function testByRefusal(
  ctx: Pick<ChannelContext, "now">,
  { codes, names, isKnown, ask }: RefusalTest,
): Promise<readonly ConnectionStep[]> {
  const judged = judgeAnswer(await ask(), names);
  if (judged.kind === "silent") return [{ step: "ADDRESS", ok: false, detail: judged.outcome.reason }];
  const { code, text } = judged.body;
  const reached: ConnectionStep = { step: "ADDRESS", ok: true, detail: "The provider answers. 服务可达。" };
  if (code === 0 || isKnown(code, text)) {
    return [reached, { step: "KEY", ok: true, detail: "The robot is known. 机器人有效。" }];
  }
  const { reason } = outcomeOfCode(codes, { code: String(code), text, answer: judged.answer }, ctx);
  return [reached, { step: "KEY", ok: false, detail: reason }];
}
