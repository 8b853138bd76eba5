import { toldHere } from "../errors/told-here.ts";
import { formatTable } from "../output/table.ts";
import { withContext, type AddCommand } from "./command.ts";

export const addIncentiveCampaigns: AddCommand = (parent, host) => {
  parent
    .command("campaigns")
    .description("list campaigns and their revisions; needs no server")
    .option("--campaigns <folder>", "campaign files of your own (default: those that come with Belfry)")
    .action(
      withContext(host, async (context, { campaigns: folder }: { readonly campaigns?: string }) => {
        const { readCampaigns } = await import("@belfry/incentive");
        const items = (await toldHere(() => readCampaigns(folder))).map(
          ({ campaign, revision, name, city, period, announcementOnly }) => ({
            campaign,
            revision,
            name,
            city,
            from: period.from,
            until: period.until ?? null,
            announcementOnly,
          }),
        );
        const columns = [
          { head: "CAMPAIGN" },
          { head: "CITY" },
          { head: "FROM" },
          { head: "UNTIL" },
          { head: "NAME", flexible: true },
        ];
        const rows = items.map((item) => [
          `${item.campaign}@${item.revision}`,
          item.city,
          item.from,
          item.until ?? "",
          item.announcementOnly ? `${item.name} (announces only)` : item.name,
        ]);
        context.print({ items }, formatTable(columns, rows, context.width));
      }),
    );
};
