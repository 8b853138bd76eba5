import type { BroughtMessage } from "../exchange-log.ts";
import { fieldsOf, listOf, parseObject, textOf } from "../json-fields.ts";

export interface MetabaseParameter {
  readonly type: string;
  readonly target: unknown;
  readonly value: unknown;
}

/** What a request wants to know; `card` is null for a query that is not saved. */
export type Question =
  | { readonly kind: "metadata"; readonly card: number }
  | {
      readonly kind: "rows" | "export";
      readonly card: number | null;
      readonly parameters: readonly MetabaseParameter[];
      /** For the log. */
      readonly asked: BroughtMessage;
    };

/** Reads a request that is signed in. Nothing for an address that Metabase does not have. */
export function readQuestion(method: string, path: string, body: string): Question | undefined {
  if (/^\/api\/dataset(\/json)?$/.test(path)) {
    const isExport = path.endsWith("/json");
    const sent = parseObject(body);
    // The export of a query carries it as a text of JSON.
    const query = isExport ? parseObject(textOf(sent?.["query"])) : sent;
    const said = textOf(fieldsOf(query?.["native"])["query"]);
    const parameters = parametersOf(query?.["parameters"]);
    const asked = { to: ["/api/dataset"], kind: "dataset", text: [said, ...parameters.map(written)].join("\n") };
    return { kind: isExport ? "export" : "rows", card: null, parameters, asked };
  }
  const [, id, query, format] = /^\/api\/card\/(\d+)(\/query)?(\/json)?$/.exec(path) ?? [];
  if (id === undefined) return undefined;
  if (method === "GET" && query === undefined) return { kind: "metadata", card: Number(id) };
  const parameters = parametersOf(parseObject(body)?.["parameters"]);
  const asked = { to: [`/api/card/${id}`], kind: "card", text: parameters.map(written).join("\n") };
  return { kind: format === undefined ? "rows" : "export", card: Number(id), parameters, asked };
}

/** A list, or a text of JSON that holds one: both are taken. */
function parametersOf(given: unknown): MetabaseParameter[] {
  const list = typeof given === "string" ? parseObject(`{"list":${given}}`)?.["list"] : given;
  return listOf(list).map((one) => {
    const { type, target, value } = fieldsOf(one);
    return { type: textOf(type), target, value };
  });
}

/** `city = "上海"` */
function written({ target, value }: MetabaseParameter): string {
  const name = listOf(listOf(target)[1])[1];
  return `${typeof name === "string" ? name : JSON.stringify(target)} = ${JSON.stringify(value)}`;
}
