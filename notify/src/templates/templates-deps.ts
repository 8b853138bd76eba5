import type { AuditRecord } from "@belfry/model";
import type { ChannelDefinition, Plugin } from "@belfry/plugin-kit";
import type { Store, Tx } from "@belfry/store";

export interface TemplatesDeps {
  readonly store: Store;
  readonly channels: readonly ChannelDefinition[];
  /** The zone in which dates are written, an IANA name. */
  readonly timeZone: string;
  /** Called last in the transaction of what somebody changed. @default nothing is written down */
  readonly audit?: (tx: Tx, record: AuditRecord) => Promise<void>;
  /** Makes HTML of MJML, or says what is wrong with it. @default templates with MJML are refused */
  readonly compileMjml?: Plugin["compileMjml"] | undefined;
}
