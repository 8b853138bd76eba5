import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

type Query = NonNullable<operations["records.list"]["parameters"]["query"]>;
type Written = operations["records.write"]["requestBody"]["content"]["application/json"]["records"];

/** Tables of records that rules read and write. */
export function createRecords(http: Http) {
  return {
    tables: async () => (await unwrap(http.GET("/v1/records"))).items,
    /** Makes a table, or changes what is said of it. */
    saveTable: (table: string, about: { readonly description?: string; readonly maxRows?: number } = {}) =>
      unwrap(http.PUT("/v1/records/{table}", { params: { path: { table } }, body: about })),
    /** Removes a table with all its records. @throws BelfryProblem RECORD_TABLE_NOT_FOUND */
    removeTable: (table: string) => unwrap(http.DELETE("/v1/records/{table}", { params: { path: { table } } })),
    /** One page, in the order of the keys. @throws BelfryProblem RECORD_TABLE_NOT_FOUND */
    list: (table: string, query: Query = {}) =>
      unwrap(http.GET("/v1/records/{table}/rows", { params: { path: { table }, query } })),
    /** All of them or none. @throws BelfryProblem RECORD_TABLE_NOT_FOUND, RECORD_TABLE_FULL, INPUT_INVALID */
    write: (table: string, records: Written, { merge = false }: { readonly merge?: boolean } = {}) =>
      unwrap(http.POST("/v1/records/{table}/rows", { params: { path: { table } }, body: { records, merge } })),
    /** @throws BelfryProblem RECORD_TABLE_NOT_FOUND */
    remove: (table: string, keys: string[]) =>
      unwrap(http.POST("/v1/records/{table}/rows/remove", { params: { path: { table } }, body: { keys } })),
  };
}
