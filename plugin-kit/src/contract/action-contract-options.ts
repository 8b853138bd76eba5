import type { OutgoingMessage } from "@belfry/model";
import type { ActionContext } from "../action-context.ts";

/** A context for one check, and what the action did with it. */
export interface ContractActionContext extends AsyncDisposable {
  readonly ctx: ActionContext;
  /** Everything that was written to the log. */
  readonly logs: readonly unknown[];
  /** Everything that was handed to the delivery ledger. */
  readonly messages: readonly OutgoingMessage[];
  /** Aborts the signal of the context. */
  cancel(): void;
}

/** What a context is made with. */
export interface ContractContextOptions {
  /** The vault: `contractSecret` and nothing else, or nothing at all. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Two contexts with the same number are two attempts of one execution, with one idempotency key. */
  readonly executionId?: number;
  readonly attempt?: number;
}

/** An input as a rule gives it after its expressions; a function where it needs files or datasets of the context. */
export type ContractInput =
  | Readonly<Record<string, unknown>>
  | ((ctx: ActionContext) => Readonly<Record<string, unknown>> | Promise<Readonly<Record<string, unknown>>>);

/** A way to fail that the action names. */
export interface ProvokedFailure {
  /** What happens: `the server answers 500`. */
  readonly name: string;
  readonly input: ContractInput;
  /** @default any */
  readonly code?: string;
  /** @default that of the contract */
  readonly createContext?: ActionContractOptions["createContext"];
}

export interface ActionContractOptions {
  /** Makes a context of its own for each check. */
  readonly createContext: (options: ContractContextOptions) => Promise<ContractActionContext>;
  /** An input that the action can do in a second. */
  readonly validInput: ContractInput;
  /** An action whose purpose is to fail has no output; then `failures` shows all it does. @default false */
  readonly alwaysFails?: boolean;
  /** An input whose work takes longer than a second, or never ends. @default the abort is tried before the work only */
  readonly slowInput?: ContractInput;
  /** Inputs that fail, each in its way. */
  readonly failures?: readonly ProvokedFailure[];
  /** An input with `contractSecret.ref`. Demanded when a field takes secrets. */
  readonly secretInput?: ContractInput;
  /** An input with which the idempotency key leaves. Demanded when the action is not idempotent. */
  readonly keyInput?: ContractInput;
  /** All that the outside has seen so far, as one text. */
  readonly outside?: () => string;
}
