import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

export type DrainOptions = NonNullable<operations["nodes.drain"]["requestBody"]>["content"]["application/json"];

/** The processes that take part. */
export function createNodes(http: Http) {
  return {
    /** All of them, the oldest first. */
    list: async () => (await unwrap(http.GET("/v1/nodes"))).items,
    /** Lets a node take nothing new and hand over what it holds; its process goes on. */
    drain: (node: number, options: DrainOptions = { graceSeconds: 60 }) =>
      unwrap(http.POST("/v1/nodes/{node}/drain", { params: { path: { node } }, body: options })),
    /** Lets a drained node take work again. */
    resume: (node: number) => unwrap(http.POST("/v1/nodes/{node}/resume", { params: { path: { node } } })),
  };
}
