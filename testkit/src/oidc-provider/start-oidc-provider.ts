import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider, type AccountClaims } from "oidc-provider";

export interface OidcPerson {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly preferred_username?: string;
  readonly name?: string;
}

/** A real provider of OpenID Connect on this machine, whose login page says who somebody is without asking. */
export interface TestOidcProvider extends AsyncDisposable {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** How often it was asked to turn a code into tokens. */
  readonly exchanges: () => number;
  /** Goes the way of a browser from the address to the callback, and returns the latter with code and state. */
  signIn(location: string, person: OidcPerson): Promise<URL>;
  /** Answers nothing any more. */
  stop(): Promise<void>;
}

const client = { id: "belfry", secret: "a secret of the test provider" };

export async function startOidcProvider(redirectUri: string): Promise<TestOidcProvider> {
  const people = new Map<string, OidcPerson>();
  let exchanges = 0;
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "preferred_username"] },
    // The claims stand in the id token, where Belfry reads them.
    conformIdTokenClaims: false,
    cookies: { keys: ["cookies of the test provider"] },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, id) => ({
      accountId: id,
      claims: () => Promise.resolve({ ...people.get(id), sub: id } as AccountClaims),
    }),
  });
  provider.on("server_error", () => undefined);
  const answer = provider.callback();
  server.on("request", (request, response) => {
    if (request.url === "/token") exchanges += 1;
    if (request.url?.startsWith("/interaction/") !== true) return void answer(request, response);
    const person = String(request.headers["x-person"]);
    void provider.interactionDetails(request, response).then(async ({ params, grantId }) => {
      const grant =
        (grantId === undefined ? undefined : await provider.Grant.find(grantId)) ??
        new provider.Grant({ accountId: person, clientId: client.id });
      grant.addOIDCScope(String(params["scope"]));
      const result = { login: { accountId: person }, consent: { grantId: await grant.save() } };
      await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    });
  });

  const stop = () => closed(server);
  return {
    issuer,
    clientId: client.id,
    clientSecret: client.secret,
    exchanges: () => exchanges,
    async signIn(location, person) {
      people.set(person.sub, person);
      const cookies = new Map<string, string>();
      for (let url = new URL(location); ;) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
        const step = await fetch(url, { redirect: "manual", headers: { cookie, "x-person": person.sub } });
        for (const line of step.headers.getSetCookie()) {
          const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          cookies.set(name, value);
        }
        const next = step.headers.get("location");
        if (next === null) throw new Error(`The provider answered ${step.status}: ${await step.text()}`);
        url = new URL(next, url);
        if (url.href.startsWith(redirectUri)) return url;
      }
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
