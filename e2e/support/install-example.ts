import { readFile } from "node:fs/promises";
import type { SchoolGate } from "@belfry/testkit";
import { parse } from "yaml";
import type { CallApi } from "./call-api.ts";

const EXAMPLE = new URL("../../examples/dorm-late-return/", import.meta.url);

/** The shipped rule as far as tests make variants of it. */
export interface ExampleRule {
  readonly rule: string;
  triggers: Record<string, unknown>[];
  actions: { id: string; use: string; with: Record<string, unknown> }[];
  [field: string]: unknown;
}

/** Where the mails of the example go. */
export interface MailServer {
  readonly port: number;
  readonly user?: string;
  /** The name of the secret. */
  readonly password?: string;
}

/** The shipped rule, parsed: every call gives another object. */
export async function exampleRule(): Promise<ExampleRule> {
  return parse(await readFile(new URL("rule.yaml", EXAMPLE), "utf8")) as ExampleRule;
}

/** Puts the example into a fresh installation: variables, secrets, mail account, rule; and enables it. */
export async function installExample(
  api: CallApi,
  { gate, mail }: { gate: SchoolGate; mail: MailServer },
): Promise<void> {
  const { variables } = parse(await readFile(new URL("variables.yaml", EXAMPLE), "utf8")) as {
    variables: Record<string, object>;
  };
  await api("PATCH", "/v1/variables", { values: { ...variables, gate: { ...variables["gate"], url: gate.url } } });
  await api("PUT", "/v1/secrets/gateUser", { value: gate.username });
  await api("PUT", "/v1/secrets/gatePassword", { value: gate.password });
  await saveMailAccount(api, mail);
  await api("PUT", "/v1/rules/dorm-late-return", await exampleRule());
  await api("POST", "/v1/rules/dorm-late-return/enable");
}

/** Writes the one mail account of the example, or replaces it. */
export async function saveMailAccount(api: CallApi, { port, user, password }: MailServer): Promise<void> {
  // The mail server of a test listens on this machine, which nothing may call that was not opened.
  await api("PUT", "/v1/connections/mail", { address: `127.0.0.1:${port}`, allowLocal: true });
  await api("PUT", "/v1/accounts/email/sandbox", {
    config: {
      host: "127.0.0.1",
      port,
      mode: "plain",
      from: { name: "钟楼", address: "belfry@campus.example" },
      ...(user === undefined ? {} : { user }),
      ...(password === undefined ? {} : { password: { $secret: password } }),
    },
  });
}
