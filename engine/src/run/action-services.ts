import type { ArtifactRef, OutgoingMessage } from "@belfry/model";
import type {
  GuardedAddress,
  GuardedFetch,
  GuardedPath,
  IncentiveLedger,
  Notice,
  NoticeSent,
  Notified,
  RunScript,
} from "@belfry/plugin-kit";
import type { FileStore } from "../files/file-store.ts";
import type { MessageOrigin } from "./message-origin.ts";

/** What the engine hands to actions and does not do itself. The composition root brings it. */
export interface ActionServices {
  readonly fetch: GuardedFetch;
  readonly addressOf: GuardedAddress;
  readonly pathOf: GuardedPath;
  readonly runScript: RunScript;
  readonly files: FileStore;
  /** @throws AppError SECRET_NOT_FOUND */
  readonly secret: (name: string) => Promise<string>;
  /** Hands a message to the delivery ledger; once per idempotency key. */
  readonly notify: (
    message: OutgoingMessage,
    options: {
      readonly idempotencyKey: string;
      readonly executionId: number;
      /** Grows when a person asks for a retry: what failed is then sent again. */
      readonly redrive: number;
      readonly origin: MessageOrigin;
      readonly wait: "accepted" | "queued";
    },
  ) => Promise<Notified>;
  /**
   * Looks at a message as the ledger would before it accepts it, and writes nothing. @throws AppError like `notify`
   * @default nothing is looked at
   */
  readonly checkMessage?: (
    message: OutgoingMessage,
    options: {
      readonly origin: MessageOrigin;
      readonly artifactPath: (artifact: ArtifactRef) => Promise<string>;
    },
  ) => Promise<{ readonly held?: { readonly recipients: number; readonly limit: number } }>;
  /** Tells people something inside of Belfry; once per idempotency key. */
  readonly tellPeople: (
    notice: Notice,
    options: { readonly idempotencyKey: string; readonly rule: string; readonly executionId: number },
  ) => Promise<NoticeSent>;
  /** The ledger of rewards, as an execution sees it. @default there is no campaign */
  readonly incentives?: (execution: { readonly id: number; readonly rule: string }) => IncentiveLedger;
  /** The zone in which dates are meant, an IANA name. */
  readonly timeZone: string;
}
