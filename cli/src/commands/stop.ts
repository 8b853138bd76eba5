import { stopService } from "../service/stop-service.ts";
import { withContext, type AddCommand } from "./command.ts";

export const addStop: AddCommand = (parent, host) => {
  parent
    .command("stop")
    .description("stop the Belfry of this data folder; running actions get a while to end")
    .action(
      withContext(host, async (context) => {
        const pid = await stopService(context);
        const text = pid === undefined ? "Belfry was not running." : `Belfry (process ${pid}) has stopped.`;
        context.print({ running: false, stopped: pid ?? null }, text);
      }),
    );
};
