import { withContext, type AddCommand } from "./command.ts";

interface InstallOptions {
  readonly revision?: string;
}

export const addIncentiveInstall: AddCommand = (parent, host) => {
  parent
    .command("install")
    .description("take a campaign into use that comes with Belfry")
    .argument("<campaign>", "its key: BJ-2025-05; belfry incentive campaigns lists them")
    .option("--revision <revision>", "which revision of it (default: the last one)")
    .action(
      withContext(host, async (context, key: string, { revision }: InstallOptions) => {
        const { incentives } = await context.client();
        const saved = await incentives.installCampaign(key, revision === undefined ? {} : { revision });
        const adjusted = saved.adjustments > 0 ? ` ${saved.adjustments} adjustments were booked.` : "";
        context.print(saved, `${saved.campaign}@${saved.revision} is in use.${adjusted}`);
      }),
    );
};
