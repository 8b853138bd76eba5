import type { ChannelLookup } from "../channel-registry.ts";
import type { NotifyDeps, NotifySettings } from "../notify-context.ts";
import type { LedgerWriter } from "./ledger-writer.ts";
import type { SendSlots } from "./send-slots.ts";
import type { WaitingTurns } from "./waiting-turns.ts";

export interface DispatchDeps extends NotifyDeps {
  readonly channelOf: ChannelLookup;
  readonly writer: LedgerWriter;
  readonly settings: NotifySettings;
  readonly turns: WaitingTurns;
  readonly slots: SendSlots;
  /** From which wait on a message is gathered with others, in milliseconds. Infinite: never. */
  overflowAfterMs(message: {
    readonly channel: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly recipient: string;
  }): Promise<number>;
  /** Called when an account that rested works again, after that is written: some may wait for it. */
  onAccountFree(): void;
  /** Called when a message was put into a line behind an account that rests: the look at the lines may just have been. */
  onLinedUp(): void;
}
