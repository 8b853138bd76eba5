import { unwrap, type Http } from "../http.ts";
import type { ProviderFault } from "../types.ts";

/**
 * What the sandbox caught instead of delivering: mails, and messages to providers that are played. Addresses of files are
 * for links: the browser's cookie opens them.
 */
export function createSandbox(http: Http, baseUrl: string) {
  const mails = `${baseUrl}/v1/sandbox/mails`;
  return {
    /** One page, newest first. */
    list: (query: { readonly cursor?: string; readonly limit?: number } = {}) =>
      unwrap(http.GET("/v1/sandbox/mails", { params: { query } })),
    get: (mailId: number) => unwrap(http.GET("/v1/sandbox/mails/{mailId}", { params: { path: { mailId } } })),
    clear: () => unwrap(http.DELETE("/v1/sandbox/mails")),
    sourceUrl: (mailId: number) => `${mails}/${mailId}/source`,
    /** The providers that are played; none where messages go to the real ones. */
    providers: async () => (await unwrap(http.GET("/v1/sandbox/providers"))).items,
    /** What a played provider received, one page, newest first. @throws BelfryProblem NOT_FOUND */
    received: (provider: string, query: { readonly cursor?: string; readonly limit?: number } = {}) =>
      unwrap(http.GET("/v1/sandbox/providers/{provider}/messages", { params: { path: { provider }, query } })),
    clearReceived: (provider: string) =>
      unwrap(http.DELETE("/v1/sandbox/providers/{provider}/messages", { params: { path: { provider } } })),
    /** In the place of the switches that are on. */
    setFaults: (provider: string, faults: readonly ProviderFault[]) =>
      unwrap(
        http.PUT("/v1/sandbox/providers/{provider}/faults", {
          params: { path: { provider } },
          body: { faults: [...faults] },
        }),
      ),
    attachmentUrl: (mailId: number, index: number) => `${mails}/${mailId}/attachments/${index}`,
  };
}

/** Files that executions made. */
export function createArtifacts(http: Http, baseUrl: string) {
  return {
    contentUrl: (id: string) => `${baseUrl}/v1/artifacts/${encodeURIComponent(id)}/content`,
    /** @throws BelfryProblem ARTIFACT_NOT_FOUND */
    download: (artifactId: string): Promise<Blob> =>
      unwrap(http.GET("/v1/artifacts/{artifactId}/content", { params: { path: { artifactId } }, parseAs: "blob" })),
  };
}
