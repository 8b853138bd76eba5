import { ActionFailure, defineAction, suspended, type Notified } from "@belfry/plugin-kit";
import { hand } from "../messages/deliver.ts";
import { everyMessageProblems } from "../messages/every-message.ts";
import { isBlank } from "../messages/is-blank.ts";
import { messageAction } from "../messages/message-fields.ts";
import { isWritten, namesInMessage } from "../messages/names-in-message.ts";
import { settledOutput } from "../messages/settled-output.ts";
import { partsOf } from "./choose-channels.ts";
import { NotifyInput } from "./notify-input.ts";

/** Tells people something, each on the channel they are best reached on. */
export const notifySend = defineAction({
  ...messageAction,
  id: "notify.send",
  displayName: { zh: "通知人员", en: "Notify people" },
  description: {
    zh: "按渠道优先顺序通知一组人；可用模板，未送达时可改用下一个渠道。",
    en: "Tells people something, each on the first of the preferred channels that they have; by a template, and on their next channel when they did not get it.",
  },
  input: NotifyInput,
  names: (input) => {
    const channels = Array.isArray(input["channels"])
      ? input["channels"].filter((one) => typeof one === "string" && isWritten(one))
      : [];
    return namesInMessage(input).flatMap((named) => channels.map((channel) => ({ ...named, channel })));
  },

  check(input) {
    const problems = everyMessageProblems(input, ["text", "html", "markdown"]);
    const contents = ["subject", "text", "html", "markdown", "template"];
    if (contents.every((name) => isBlank(input[name]))) {
      const remedy = `Fill in one of: ${contents.join(", ")}.`;
      problems.push({ path: "text", message: "The message says nothing.", remedy });
    }
    return problems;
  },

  async run(ctx, input) {
    const { parts, unreached } = partsOf(ctx, input);
    if (parts.length === 0) {
      const message = `None of the ${unreached} people has an address on ${input.channels.join(", ")}.`;
      throw new ActionFailure(message, { class: "runtime", code: "MESSAGE_NO_RECIPIENT" });
    }
    if (unreached > 0) ctx.log.warn("Some people have no address on any of the channels.", { people: unreached });
    const wait = input.wait ?? "accepted";
    const notified: Notified[] = [];
    for (const { part, message } of parts) notified.push(await hand(ctx, message, wait, part));
    if (notified.some(({ held }) => held === true)) return suspended();
    if (wait === "accepted" && notified.some(({ status }) => status === "waiting")) return suspended();
    ctx.log.info("The messages are handed over.", { messages: notified.length });
    const messageIds = notified.map(({ messageId }) => messageId);
    const deliveries = notified.flatMap((one) => one.deliveries);
    // Whoever has another channel left is told there; the rule need not fail before that.
    if (wait === "queued" || input.fallbackAfter !== undefined) return { messageIds, unreached, deliveries };
    const [first] = messageIds;
    settledOutput({ messageId: first ?? 0, status: "settled", deliveries });
    return { messageIds, unreached, deliveries };
  },
});
