import type { DueSource, Tx } from "@belfry/store";
import type { AlertSettings } from "./alerts/alert-settings.ts";
import type { Audit } from "./audit.ts";
import type { SecondPerson } from "./release/second-person.ts";
import type { CheckSendingNames } from "./rules/missing-sending.ts";
import type { SecretNames } from "./rules/missing-secrets.ts";

/** A rule was enabled, or no longer. */
export interface StatusChange {
  readonly at: Date;
  /** Who did it. */
  readonly by: string;
  readonly enabled: boolean;
}

/** What the engine calls in other packages; the composition root wires it. */
export interface EngineHooks {
  /** The names of the stored secrets, so that a rule that names another one is not enabled. @default nobody looks */
  readonly secretNames?: SecretNames;
  /**
   * What is wrong with the accounts and templates that rules name, so that such a rule is not enabled. @default nobody looks
   */
  readonly sendingNames?: CheckSendingNames;
  /** The channels that have an account which is enabled, so that a rule that sends by another one is not begun. @default nobody looks */
  readonly channelNames?: () => Promise<ReadonlySet<string>>;
  /** Further things that become due by the database's clock. */
  readonly dueSources?: readonly DueSource[];
  /** Called last in the transaction of what somebody changed or started by hand. @default nothing is written down */
  readonly audit?: Audit;
  /** The last changes of the status of a rule before a moment, the newest first. @default nobody knows who it was */
  readonly statusChanges?: (rule: string, before: Date) => Promise<readonly StatusChange[]>;
  /** Asks a second person. @default nobody is asked */
  readonly secondPerson?: SecondPerson;
  /** From when on something is an alert. @default nothing is watched */
  readonly alertSettings?: () => Promise<AlertSettings>;
  /** Called inside the transaction that takes over what gone nodes held. */
  readonly onNodesGone?: (tx: Tx, nodes: readonly number[]) => Promise<void>;
  /** Called once an hour when the engine has removed what it kept long enough: what was created before may go. */
  readonly onExpire?: (before: Date) => Promise<void>;
  /** Called when this node is drained: it takes nothing new until `onNode` is called again. */
  readonly onDrained?: () => Promise<void>;
  /** Called when this node has an id, again with a new one when it had to begin anew, and when it is no longer drained. */
  readonly onNode?: (node: number) => Promise<void>;
}
