import { SafeText } from "../safe-text.ts";
import { TemplateFault } from "../template-fault.ts";

/**
 * Points at somebody in the way of the channel that is written for: `{{ user.id | at: user.name }}`. Where a channel has no
 * mentions, `@` and the name. Whoever is to be notified stands in the message's `mentions` as well, where the channel asks
 * for that (DingTalk).
 */
export function mention(channel: unknown, id: unknown, name: unknown): SafeText {
  const who = typeof id === "number" ? String(id) : id;
  if (typeof who !== "string" || !/^[\w.@+-]{1,128}$/.test(who)) {
    throw new TemplateFault(
      "The id to point at is empty or has signs that no id has.",
      "Give the user's id at the provider, or all.",
    );
  }
  const shown = typeof name === "string" && name !== "" ? name.replace(/[<>"&\r\n]/g, "") : who;
  return new SafeText("markdown", mentions[String(channel)]?.(who, shown) ?? `@${shown}`);
}

const wecom = (id: string) => `<@${id}>`;
const mentions: Readonly<Record<string, (id: string, name: string) => string>> = {
  wecom,
  "wecom-app": wecom,
  dingtalk: (id) => `@${id}`,
  feishu: (id) => `<at id=${id}></at>`,
};
