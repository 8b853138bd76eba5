/** What an action says of itself: its name, its languages and its input. */
import type { ActionDefinition } from "../action.ts";
import type { ActionContractOptions } from "./action-contract-options.ts";
import { demandBothLanguages, demandSentences } from "./both-languages.ts";
import { check, demand, type ContractCheck } from "./contract-check.ts";
import { contractSecret } from "./contract-secret.ts";
import { inputFor } from "./open-check.ts";
import { demandDescribedFields, demandPublishable } from "./published-schema.ts";

const IdFormat = /^[a-z][a-z0-9]*([.-][a-z][A-Za-z0-9]*)*$/;

export function actionDescription(action: ActionDefinition, options: ActionContractOptions): readonly ContractCheck[] {
  const checks = [
    check(`${action.id}: its id can stand in a rule, in an address and in a table`, () => {
      demand(
        IdFormat.test(action.id),
        `"${action.id}" is no id. Write small words with dots between them: http.request.`,
      );
    }),
    check(`${action.id}: it says what it is in Chinese and in English`, () => {
      demandBothLanguages(action.displayName, "displayName");
      demandSentences(action.description, "description");
    }),
    check(`${action.id}: its longest time is a number of milliseconds`, () => {
      const { timeoutMs = 300_000 } = action;
      demand(Number.isSafeInteger(timeoutMs) && timeoutMs > 0, `timeoutMs is ${timeoutMs}. Write whole milliseconds.`);
    }),
    check(`${action.id}: its input can be published as a strict JSON Schema`, () => {
      demandPublishable(action.input, "The input");
    }),
    check(`${action.id}: each field of its input says what it means`, () => {
      demandDescribedFields(demandPublishable(action.input, "The input"), "The input");
    }),
    check(`${action.id}: it accepts a valid input and refuses the same with a field it does not know`, () =>
      withInput(options, (input) => {
        const parsed = action.input.safeParse(input);
        demand(parsed.success, `The valid input is refused: ${parsed.error?.message ?? ""}`);
        const unknown = action.input.safeParse({ ...input, fieldNobodyKnows: 1 });
        demand(!unknown.success, "A field it does not know is let through. Use z.strictObject.");
      }),
    ),
  ];
  if (action.check === undefined) return checks;
  return [
    ...checks,
    check(`${action.id}: its own check finds nothing wrong with a valid input, nor with expressions in its place`, () =>
      withInput(options, (input) => {
        const expressions = Object.fromEntries(Object.keys(input).map((key) => [key, "${{ vars.unknownYet }}"]));
        for (const written of [input, expressions]) {
          const [problem] = action.check?.(written) ?? [];
          demand(
            problem === undefined,
            `check() refuses ${JSON.stringify(written)} at "${problem?.path}": ${problem?.message}. When a rule is saved, expressions are not evaluated yet: leave them be.`,
          );
        }
      }),
    ),
    check(`${action.id}: its own check says of an empty input what is wrong and what to do, and never throws`, () => {
      for (const { message, remedy } of action.check?.({}) ?? []) {
        demand(message.trim() !== "" && remedy.trim() !== "", "A problem has no message or no remedy. Write both.");
      }
    }),
  ];
}

async function withInput(
  options: ActionContractOptions,
  look: (input: Readonly<Record<string, unknown>>) => void,
): Promise<void> {
  await using context = await options.createContext({
    secrets: { [contractSecret.ref.$secret]: contractSecret.value },
  });
  look(await inputFor(options.validInput, context));
}
