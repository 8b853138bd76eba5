import { createClient, type BelfryClient } from "@belfry/client";
import type { Context } from "./context.ts";
import { readSecret } from "./output/read-secret.ts";

/**
 * Works as a person and not as the token of this machine: asks for the password, and for a code where the person has a
 * second factor, and signs out again. What only people may do is done in this way.
 */
export async function asPerson<T>(
  context: Context,
  name: string,
  work: (client: BelfryClient) => Promise<T>,
): Promise<T> {
  const baseUrl = await context.url();
  const cookies = new Map<string, string>();
  const client = createClient({
    baseUrl,
    fetch: async (request) => {
      request.headers.set("origin", baseUrl);
      if (cookies.size > 0) request.headers.set("cookie", [...cookies].map((pair) => pair.join("=")).join("; "));
      const response = await fetch(request);
      for (const line of response.headers.getSetCookie()) {
        const [, key = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(key, value);
      }
      return response;
    },
  });
  const answer = await client.session.login({ name, password: await readSecret(context, `Password of ${name}: `) });
  if ("challenge" in answer) {
    const code = await readSecret(context, "Code of the second factor: ");
    await client.session.loginWithCode({ challenge: answer.challenge, code });
  }
  try {
    return await work(client);
  } finally {
    await client.session.logout();
  }
}
