import { AppError, type Actor, type Problem } from "@belfry/model";
import type { Store, Tx } from "@belfry/store";
import type { Audit } from "../audit.ts";
import { againIfInterrupted } from "../rules/again-if-interrupted.ts";
import { deleteVariable } from "../sql/variables/delete-variable.ts";
import { lockVariables } from "../sql/variables/lock-variables.ts";
import { upsertVariables } from "../sql/variables/upsert-variables.ts";
import { isStorable } from "../values/storable.ts";

interface ChangeDeps {
  readonly store: Store;
  readonly audit: Audit;
}

type Values = Readonly<Record<string, unknown>>;

const unstorable: Problem = {
  path: "",
  message: "A variable holds a NUL character or half of a surrogate pair, which cannot be kept.",
  remedy: "Remove it; it comes from a broken copy or a wrong encoding.",
};

/** Sets variables, all of them or none. @throws AppError INPUT_INVALID */
export async function setVariables({ store, audit }: ChangeDeps, values: Values, by: Actor): Promise<void> {
  // Two people who set the same new names at once can wait for each other.
  await againIfInterrupted(() => store.transaction((tx) => setVariablesIn({ audit }, tx, values, by)));
}

/** The same in the transaction of somebody else; returns those that were there before. @throws AppError INPUT_INVALID */
export async function setVariablesIn(
  { audit }: Pick<ChangeDeps, "audit">,
  tx: Tx,
  values: Values,
  by: Actor,
): Promise<Values> {
  if (!isStorable(JSON.stringify(values))) throw new AppError("INPUT_INVALID", { problems: [unstorable] });
  const names = Object.keys(values);
  const before = await present(tx, names);
  await upsertVariables(tx, values);
  const after = await present(tx, names);
  if (JSON.stringify(before) === JSON.stringify(after)) return before;
  const subject = { kind: "variables", id: names.join(", ") };
  await audit(tx, { by, action: "variables.set", subject, outcome: "done", before, after });
  return before;
}

/** @throws AppError NOT_FOUND */
export async function removeVariable({ store, audit }: ChangeDeps, name: string, by: Actor): Promise<void> {
  await store.transaction(async (tx) => {
    const before = await present(tx, [name]);
    if (!(await deleteVariable(tx, name))) throw new AppError("NOT_FOUND", { variable: name });
    const subject = { kind: "variables", id: name };
    await audit(tx, { by, action: "variables.remove", subject, outcome: "done", before, after: {} });
  });
}

async function present(tx: Tx, names: readonly string[]): Promise<Values> {
  const rows = await lockVariables(tx, names);
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}
