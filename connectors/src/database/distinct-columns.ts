import { ActionFailure } from "@belfry/plugin-kit";

/** A row is an object, in which two columns of one name would be one. @throws ActionFailure `SQL_TWIN_COLUMNS` */
export function distinctColumns(names: readonly string[]): readonly string[] {
  const twin = names.find((name, at) => names.indexOf(name) !== at);
  if (twin === undefined) return names;
  throw new ActionFailure(`Two columns of the result are named ${twin}. Give one of them another name with AS.`, {
    class: "config",
    code: "SQL_TWIN_COLUMNS",
  });
}
