import type { ApprovalRequest, ApprovalVerdict } from "@belfry/model";
import type { Queryable, Tx } from "@belfry/store";

/** Who may decide about a request: the first of their names, and how many they are. */
export interface Deciders {
  readonly names: readonly string[];
  readonly total: number;
}

/** Who asks a second person, and knows the answer. The composition root wires it; without it nobody is ever asked. */
export interface SecondPerson {
  /** What the installation demands of every rule, read in the transaction of the change. */
  demands(tx: Tx): Promise<{ readonly firstEnable: boolean; readonly deletion: boolean }>;
  /** Asks in the transaction of what has to wait; once while a request for the subject waits. */
  ask(tx: Tx, request: ApprovalRequest): Promise<ApprovalVerdict>;
  /** What became of the newest request for a subject. */
  verdict(db: Queryable, subject: string): Promise<ApprovalVerdict | undefined>;
  /** The people who could decide about a request like this. Nobody is asked. */
  deciders(db: Queryable, request: Pick<ApprovalRequest, "labels" | "requestedBy">): Promise<Deciders>;
  /** Ends a request that has become pointless. */
  withdrawSubject(tx: Tx, subject: string, reason: string): Promise<void>;
}
