import type { ActionDefinition } from "../action.ts";
import type {
  ActionContractOptions,
  ContractActionContext,
  ContractContextOptions,
  ContractInput,
} from "./action-contract-options.ts";
import { contractSecret } from "./contract-secret.ts";

/** A context and the input for it, parsed as the engine does. */
export interface OpenCheck extends AsyncDisposable {
  readonly context: ContractActionContext;
  /** Runs the action once. */
  run(): Promise<unknown>;
}

/** Opens a context with the contract's secret in its vault and prepares an input in it. */
export async function openCheck(
  action: ActionDefinition,
  given: {
    readonly createContext: ActionContractOptions["createContext"];
    readonly input: ContractInput;
    readonly context?: Partial<ContractContextOptions>;
  },
): Promise<OpenCheck> {
  const secrets = { [contractSecret.ref.$secret]: contractSecret.value };
  const context = await given.createContext({ secrets, ...given.context });
  try {
    const input = action.input.parse(await inputFor(given.input, context));
    return {
      context,
      run: async () => action.run(context.ctx, input),
      [Symbol.asyncDispose]: () => context[Symbol.asyncDispose](),
    };
  } catch (error) {
    await context[Symbol.asyncDispose]();
    throw error;
  }
}

/** An input as a rule would have given it. */
export async function inputFor(
  input: ContractInput,
  { ctx }: ContractActionContext,
): Promise<Readonly<Record<string, unknown>>> {
  return typeof input === "function" ? input(ctx) : input;
}
