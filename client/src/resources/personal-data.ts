import { unwrap, type Http } from "../http.ts";

/** What is kept about a person. They are found by texts: addresses, numbers, names. */
export function createPersonalData(http: Http) {
  return {
    /** Every row in which one of the texts stands. */
    export: async (identifiers: readonly string[]) =>
      (await unwrap(http.POST("/v1/personal-data/export", { body: { identifiers: [...identifiers] } }))).found,
    /** Erases them from what work left behind, which cannot be undone; what is configured is named and stays. */
    erase: (identifiers: readonly string[]) =>
      unwrap(http.POST("/v1/personal-data/erase", { body: { identifiers: [...identifiers], confirm: "erase" } })),
  };
}
