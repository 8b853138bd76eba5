/** What an action does when a rule is only tried out: nothing that anybody outside could notice, and it shows what it left. */
import type { ActionDefinition } from "../action.ts";
import type { DryRunEffect } from "../dry-run/dry-run-effect.ts";
import { tryAction } from "../dry-run/try-action.ts";
import type { ActionContractOptions } from "./action-contract-options.ts";
import { check, demand, type ContractCheck } from "./contract-check.ts";
import { contractSecret } from "./contract-secret.ts";
import { notJson } from "./json-value.ts";
import { inputFor } from "./open-check.ts";

export function actionDryRun(action: ActionDefinition, options: ActionContractOptions): readonly ContractCheck[] {
  if (options.alwaysFails === true) return [];
  return [
    check(`${action.id}: a dry run sends nothing, and shows what it would have done`, async () => {
      const secrets = { [contractSecret.ref.$secret]: contractSecret.value };
      await using context = await options.createContext({ secrets });
      const input = await inputFor(options.validInput, context);
      const before = options.outside?.() ?? "";
      const shown: DryRunEffect[] = [];
      const records = new Map();
      const tried = await tryAction(action, context.ctx, input, { show: (effect) => shown.push(effect), records });
      demand(context.messages.length === 0, "A message reached the delivery ledger in a dry run.");
      const reason = notJson(tried.output ?? null) ?? notJson(shown);
      demand(reason === undefined, `${reason ?? ""}, which is not JSON. Show texts, numbers, lists and plain objects.`);
      if (tried.treatment !== "captured") return;
      demand((options.outside?.() ?? "") === before, "Something left in a dry run. Show it with ctx.show in tryOut.");
      demand(shown.length > 0, "It says that what it does is captured, and shows nothing. Write tryOut.");
    }),
  ];
}
