import { readInstant, withContext, type AddCommand } from "./command.ts";

interface WhyOptions {
  readonly from?: string;
  readonly to?: string;
}

export const addMessagesWhy: AddCommand = (parent, host) => {
  parent
    .command("why")
    .description("why somebody did not get it: every message to them, and what was decided about it")
    .argument("<recipient>", "an address, a phone number, a name of a group")
    .option("--from <time>", "from this time on; a week ago when left out")
    .option("--to <time>", "before this time; now when left out")
    .action(
      withContext(host, async (context, recipient: string, { from, to }: WhyOptions) => {
        const told = await (
          await context.client()
        ).messages.why({
          recipient,
          ...(from !== undefined && { from: readInstant("--from", from) }),
          ...(to !== undefined && { to: readInstant("--to", to) }),
        });
        const language = /^zh/i.test(Intl.DateTimeFormat().resolvedOptions().locale) ? "zh" : "en";
        const lines = told.items.flatMap(({ messageId, channel, acceptedAt, state, subject, decision, attempts }) => [
          `message ${messageId}  ${acceptedAt}  ${channel}  ${state}  ${subject}`,
          `  ${decision.text[language]}${decision.until === null ? "" : ` (${decision.until})`}`,
          ...attempts.flatMap(({ attempt, account, outcome, code, words, answer }) => [
            `  attempt ${attempt} by ${account}: ${outcome ?? "under way"}${code === null ? "" : ` [${code}]`} ${answer ?? ""}`.trimEnd(),
            ...(words === null ? [] : [`    ${words.meaning[language]} ${words.advice[language]}`]),
          ]),
        ]);
        const suppressed = told.suppressions.map(
          ({ channel, reason, createdAt }) => `  not sent to by ${channel} since ${createdAt}: ${reason}`,
        );
        const rules = told.rules.map(
          ({ rule, status, names, lastSentAt }) =>
            `  ${rule} (${status})${names ? ", names the address" : ""}${lastSentAt === null ? "" : `, last sent ${lastSentAt}`}`,
        );
        const text = [
          ...(lines.length === 0 ? [`Nothing was sent to ${recipient} in this time.`] : lines),
          ...(told.more ? ["There is more: ask for a shorter time."] : []),
          ...(suppressed.length === 0 ? [] : ["Suppressed now:", ...suppressed]),
          ...(rules.length === 0 ? [] : ["Rules that may send to them:", ...rules]),
        ];
        context.print(told, text.join("\n"));
      }),
    );
};
