import { unwrap, type Http } from "../http.ts";

/** What rules and messages can use, with the JSON Schema of its input. */
export function createCatalog(http: Http) {
  return {
    actions: async () => (await unwrap(http.GET("/v1/catalog/actions"))).items,
    triggers: async () => (await unwrap(http.GET("/v1/catalog/triggers"))).items,
    /** The JSON Schema of a rule, without what belongs to single kinds of triggers and actions. */
    ruleSchema: () => unwrap(http.GET("/v1/catalog/rule-schema")),
    channels: async () => (await unwrap(http.GET("/v1/catalog/channels"))).items,
  };
}
