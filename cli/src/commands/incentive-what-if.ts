import type { ColumnNames, WhatIfDifference } from "@belfry/incentive";
import { toldHere } from "../errors/told-here.ts";
import { formatTable } from "../output/table.ts";
import { addColumn, columnHelp, columnOption } from "../incentive/add-column.ts";
import { withContext, type AddCommand } from "./command.ts";

interface WhatIfOptions {
  readonly campaign: string;
  readonly instead: string;
  readonly contracts: string;
  readonly column?: ColumnNames;
  readonly campaigns?: string;
}

/** So many differences are shown; --json gives all. */
const SHOWN = 50;

export const addIncentiveWhatIf: AddCommand = (parent, host) => {
  parent
    .command("what-if")
    .description("say which contracts of a CSV file would earn something else under other rules; needs no server")
    .requiredOption("--campaign <key>", "the campaign of the contracts: BJ-2025-05, or BJ-2025-05@2025-05")
    .requiredOption("--instead <key>", "the rules to compare with: BJ-2025-06, or BJ-2025-05@2025-08")
    .requiredOption("--contracts <file>", "a CSV file in UTF-8")
    .option(columnOption, columnHelp, addColumn)
    .option("--campaigns <folder>", "campaign files of your own (default: those that come with Belfry)")
    .action(
      withContext(host, async (context, options: WhatIfOptions) => {
        const { campaignName, findCampaign, readCampaigns, readContractFile, startWhatIf, yuanText } =
          await import("@belfry/incentive");
        const compared = await toldHere(async () => {
          const campaigns = await readCampaigns(options.campaigns);
          const [now, instead] = [findCampaign(campaigns, options.campaign), findCampaign(campaigns, options.instead)];
          const both = startWhatIf(now, instead);
          const differences: WhatIfDifference[] = [];
          let quarantined = 0;
          for await (const read of readContractFile(options.contracts, now, { columns: options.column })) {
            const difference = "contract" in read ? both.add(read.contract) : undefined;
            if (difference !== undefined) differences.push(difference);
            if ("fault" in read) quarantined += 1;
          }
          return {
            campaign: campaignName(now),
            other: campaignName(instead),
            quarantined,
            differences,
            ...both.sums(),
          };
        });
        const { differences, now, instead, quarantined } = compared;
        const summary = [
          `${compared.campaign}: ${now.rewards} awards, ${yuanText(now.amountFen)} yuan.`,
          `${compared.other}: ${instead.rewards} awards, ${yuanText(instead.amountFen)} yuan.`,
          `${differences.length} of ${now.contracts} contracts would earn something else${quarantined === 0 ? "." : `; ${quarantined} rows were put aside.`}`,
        ];
        const rows = differences
          .slice(0, SHOWN)
          .map((one) => [
            one.contractId,
            one.person,
            one.now.map(({ name }) => name).join(", "),
            one.instead.map(({ name }) => name).join(", "),
            `${one.moreFen > 0 ? "+" : ""}${yuanText(one.moreFen)}`,
          ]);
        const columns = [
          { head: "CONTRACT", flexible: true },
          { head: "PERSON", flexible: true },
          { head: "NOW", flexible: true },
          { head: "INSTEAD", flexible: true },
          { head: "YUAN", align: "right" as const },
        ];
        const more = differences.length - rows.length;
        const text = [
          ...summary,
          ...(rows.length === 0 ? [] : ["", formatTable(columns, rows, context.width)]),
          ...(more > 0 ? [`… and ${more} more; --json lists them all.`] : []),
        ].join("\n");
        context.print(compared, text);
      }),
    );
};
