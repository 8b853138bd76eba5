import { AppError, errorCatalog, type CatalogEntry } from "@belfry/model";
import type { FastifyInstance } from "fastify";

const catalog: Readonly<Record<string, CatalogEntry>> = errorCatalog;

/**
 * One page per error code: what `type` in a problem document leads to. Open to anyone, because whoever is not let in gets
 * problem documents too, and the pages are the same in every installation.
 */
export function serveErrors(app: FastifyInstance): void {
  app.get<{ Params: { code: string } }>("/docs/errors/:code", (request, reply) => {
    const { code } = request.params;
    const entry = Object.hasOwn(catalog, code) ? catalog[code] : undefined;
    if (entry === undefined) throw new AppError("NOT_FOUND", { reason: "No error has this code." });
    return reply
      .headers({ "content-security-policy": errorPagePolicy, "cache-control": "public, max-age=3600" })
      .type("text/html; charset=utf-8")
      .send(page(code, entry));
  });
}

/** Words and a little style in the page itself, nothing else. */
const errorPagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

// Code, message and remedy come from our own catalog and hold no character that HTML gives a meaning to but these.
function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function page(code: string, { status, message, remedy }: CatalogEntry): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${code} · Belfry</title>
<style>body { font: 16px/1.6 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem }</style>
</head>
<body>
<h1>${code}</h1>
<p>${escapeHtml(message)}</p>
<p><strong>What to do:</strong> ${escapeHtml(remedy)}</p>
<p>HTTP status ${status}. Programs compare the code; the particulars of a case are in <code>detail</code> and
<code>problems</code> of the answer, and the log knows the request by its <code>requestId</code>.</p>
</body>
</html>
`;
}
