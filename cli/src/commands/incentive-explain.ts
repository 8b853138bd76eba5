import { withContext, type AddCommand } from "./command.ts";

export const addIncentiveExplain: AddCommand = (parent, host) => {
  parent
    .command("explain")
    .description("say why a booked contract earned what it earned, and why nothing else")
    .argument("<contract>", "its 合同ID(_id)")
    .requiredOption("--campaign <key>", "the campaign: BJ-2025-05")
    .action(
      withContext(host, async (context, id: string, { campaign }: { readonly campaign: string }) => {
        const { incentives } = await context.client();
        const detail = await incentives.contract(campaign, id);
        const { number, person, sequence, state, explanation, entries, tellings } = detail;
        const { language } = context.config;
        const head = `${number}  ${person}  ${yuan(detail.amountFen)} yuan  number ${sequence}  ${state}`;
        const why = explanation.map((step) => `${step.granted === undefined ? "-" : "+"} ${step[language]}`);
        const booked = entries
          .filter(({ kind }) => kind === "adjustment")
          .map((entry) => {
            const what = entry.rewardName ?? "performance";
            const sum = entry.rewardName === null ? entry.performanceFen : entry.rewardFen;
            return `adjusted ${what} by ${yuan(sum)} yuan: ${entry.reason ?? ""} (${entry.author})`;
          });
        const said = tellings.map(({ kind, state: told, messageId }) =>
          told === "told"
            ? `${kind}: told${messageId === null ? "" : ` with message ${messageId}`}`
            : `${kind}: ${told}`,
        );
        context.print(detail, [head, ...why, ...booked, ...said].join("\n"));
      }),
    );
};

function yuan(fen: number): string {
  return (fen / 100).toLocaleString("en-US", { maximumFractionDigits: 2 });
}
