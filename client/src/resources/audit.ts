import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

export type AuditQuery = NonNullable<operations["audit.list"]["parameters"]["query"]>;
type AuditExport = NonNullable<operations["audit.export"]["parameters"]["query"]>;

/** What was done and tried in this installation. */
export function createAudit(http: Http, baseUrl: string) {
  return {
    /** One page, newest first. */
    list: (query: AuditQuery = {}) => unwrap(http.GET("/v1/audit", { params: { query } })),
    /** Whether every entry is as it was written. @param known an end that somebody kept elsewhere */
    verify: (known?: { readonly n: number; readonly hash: string }) =>
      unwrap(
        http.GET("/v1/audit/verification", {
          params: { query: known === undefined ? {} : { knownN: known.n, knownHash: known.hash } },
        }),
      ),
    /** The whole trail, oldest entry first, as it arrives. */
    export: (query: AuditExport = {}): Promise<ReadableStream<Uint8Array>> =>
      unwrap(http.GET("/v1/audit/export", { params: { query }, parseAs: "stream" })) as Promise<
        ReadableStream<Uint8Array>
      >,
    /** The same for a link: the browser's cookie opens it. */
    exportUrl: (query: AuditExport) => `${baseUrl}/v1/audit/export?${new URLSearchParams(query).toString()}`,
  };
}
