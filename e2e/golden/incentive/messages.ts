import { amountText, column, messageTexts, rateText, type Campaign } from "@belfry/incentive";
import type { MessageExpected, MessageInput } from "./file.ts";

const recipients = { group: "群A", contact: "联系人A" };

/** The messages about rows, in the words of the golden file: as tasks, or only the group's text. */
export async function tellRows(campaign: Campaign, input: MessageInput, expected: MessageExpected): Promise<unknown> {
  const people = { elite: input.eliteHousekeepers ?? [], risingStars: input.risingStars ?? [] };
  const told = input.records.map((record) => ({ record, texts: messageTexts(campaign, record, people) }));
  if (expected.groupMessage !== undefined) return { groupMessage: told[0]?.texts.group };
  return {
    tasks: told.flatMap(({ texts: { group, award } }) => [
      ...(group === undefined ? [] : [task("send_wecom_message", recipients.group, group)]),
      ...(award === undefined ? [] : [task("send_wechat_message", recipients.contact, award)]),
    ]),
    notifiedFlags: told.map(({ record, texts }) => (texts.group === undefined ? record[column.notified] : "Y")),
    fileRewritten: told.some(({ texts }) => texts.group !== undefined),
  };
}

function task(taskType: string, recipient: string, message: string) {
  return { taskType, recipient, message };
}

/** Numbers in messages, as campaigns of the past wrote them. */
export async function formatted(helper: string, input: string): Promise<string> {
  return helper === "amount" ? amountText(input) : rateText(input, true);
}
