import { createHash } from "node:crypto";
import { AppError } from "@belfry/model";
import type { FastifyInstance } from "fastify";
import type { RouteDeps } from "../api-deps.ts";
import type { CountRequest } from "../http/rate-limit.ts";

/**
 * The page behind the link with which somebody leaves a list. It shows a button and does nothing by itself: what looks at
 * every link of a mail must take nobody off.
 */
export function serveUnsubscribe(
  app: FastifyInstance,
  { notify, countRequest }: Pick<RouteDeps, "notify"> & { readonly countRequest: CountRequest },
): void {
  app.get<{ Params: { token: string } }>("/v1/unsubscribe/:token", async (request, reply) => {
    await countRequest(request, reply, undefined);
    const { token } = request.params;
    if (!/^[\w-]{1,2000}$/.test(token)) throw new AppError("UNSUBSCRIBE_INVALID");
    const list = await notify.unsubscribeList(token);
    return reply
      .headers({ "content-security-policy": pagePolicy, "referrer-policy": "no-referrer" })
      .type("text/html; charset=utf-8")
      .send(page(list));
  });
}

const script = `document.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
  const done = await fetch(location.href, { method: "POST", body, credentials: "omit" });
  document.querySelector("main").textContent = done.ok ? "已退订。 You have left the list." : "失败，请稍后再试。 It failed; try again later.";
});`;

const pagePolicy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

// The name of a list holds letters, digits, dots, - and _ only.
function page(list: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>退订 · Unsubscribe</title>
<style>body { font: 16px/1.6 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem } button { font: inherit; padding: .5rem 1rem }</style>
</head>
<body>
<main>
<h1>退订 · Unsubscribe</h1>
<p>不再接收“${list}”的邮件？ Do you want no more mails of “${list}”?</p>
<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button>退订 · Unsubscribe</button></form>
</main>
<script>${script}</script>
</body>
</html>
`;
}
