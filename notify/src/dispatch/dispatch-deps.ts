import type { ChannelLookup } from "../channel-registry.ts";
import type { NotifyDeps, NotifySettings } from "../notify-context.ts";
import type { LedgerWriter } from "./ledger-writer.ts";
import type { WaitingTurns } from "./waiting-turns.ts";

export interface DispatchDeps extends NotifyDeps {
  readonly channelOf: ChannelLookup;
  readonly writer: LedgerWriter;
  readonly settings: NotifySettings;
  readonly turns: WaitingTurns;
  /** Called when an account that rested works again, after that is written: some may wait for it. */
  onAccountFree(): void;
}
