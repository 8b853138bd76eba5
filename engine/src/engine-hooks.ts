import type { DueSource, Tx } from "@belfry/store";
import type { Audit } from "./audit.ts";
import type { SecondPerson } from "./release/second-person.ts";
import type { SecretNames } from "./rules/missing-secrets.ts";

/** What the engine calls in other packages; the composition root wires it. */
export interface EngineHooks {
  /** The names of the stored secrets, so that a rule that names another one is not enabled. @default nobody looks */
  readonly secretNames?: SecretNames;
  /** The channels that have an account which is enabled, so that a rule that sends by another one is not begun. @default nobody looks */
  readonly channelNames?: () => Promise<ReadonlySet<string>>;
  /** Further things that become due by the database's clock. */
  readonly dueSources?: readonly DueSource[];
  /** Called last in the transaction of what somebody changed or started by hand. @default nothing is written down */
  readonly audit?: Audit;
  /** Asks a second person. @default nobody is asked */
  readonly secondPerson?: SecondPerson;
  /** Called inside the transaction that takes over what gone nodes held. */
  readonly onNodesGone?: (tx: Tx, nodes: readonly number[]) => Promise<void>;
  /** Called once an hour when the engine has removed what it kept long enough: what was created before may go. */
  readonly onExpire?: (before: Date) => Promise<void>;
  /** Called when this node has an id, and again with a new one when it had to begin anew. */
  readonly onNode?: (node: number) => Promise<void>;
}
