import type { AuditRecord } from "@belfry/model";
import type { Store, Tx } from "@belfry/store";
import type { MessageRelease } from "../release/message-release.ts";
import type { MessageWriter } from "./message-writer.ts";
import type { ValidationDeps } from "./validate-message.ts";

export interface AcceptDeps extends ValidationDeps {
  readonly store: Store;
  readonly writer: MessageWriter;
  /** @default no message is held */
  readonly release?: MessageRelease | undefined;
  /** @default nothing is written down */
  readonly audit?: ((tx: Tx, record: AuditRecord) => Promise<void>) | undefined;
  /** Called after a commit that made something due. */
  onDue(): void;
}
