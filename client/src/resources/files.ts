import { unwrap, type Http } from "../http.ts";

/** The mails that the sandbox caught. Addresses of files are for links: the browser's cookie opens them. */
export function createSandbox(http: Http, baseUrl: string) {
  const mails = `${baseUrl}/v1/sandbox/mails`;
  return {
    /** One page, newest first. */
    list: (query: { readonly cursor?: string; readonly limit?: number } = {}) =>
      unwrap(http.GET("/v1/sandbox/mails", { params: { query } })),
    get: (mailId: number) => unwrap(http.GET("/v1/sandbox/mails/{mailId}", { params: { path: { mailId } } })),
    clear: () => unwrap(http.DELETE("/v1/sandbox/mails")),
    sourceUrl: (mailId: number) => `${mails}/${mailId}/source`,
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
