import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import type { Call } from "./connect.ts";
import type { Gate } from "./start-gate.ts";

const EXAMPLE = new URL("../../examples/dorm-late-return/", import.meta.url);

/** Puts the example into an installation: variables, the two hosts it may call, secrets, the mail account that points at the sandbox, the rule. */
export async function seedDemo(api: Call, demo: { readonly gate: Gate; readonly smtpPort: number }): Promise<void> {
  const { variables } = parse(await readFile(new URL("variables.yaml", EXAMPLE), "utf8")) as {
    variables: Record<string, object>;
  };
  const rule: unknown = parse(await readFile(new URL("rule.yaml", EXAMPLE), "utf8"));
  await api("PATCH", "/v1/variables", { values: { ...variables, gate: { ...variables["gate"], url: demo.gate.url } } });
  await api("PUT", "/v1/connections/gate", opens(new URL(demo.gate.url).host, "模拟门禁系统 simulated gate system"));
  await api("PUT", "/v1/connections/mail-sandbox", opens(`127.0.0.1:${demo.smtpPort}`, "邮件沙箱 mail sandbox"));
  await api("PUT", "/v1/secrets/gateUser", { value: demo.gate.username });
  await api("PUT", "/v1/secrets/gatePassword", { value: demo.gate.password });
  await api("PUT", "/v1/accounts/email/sandbox", {
    config: {
      host: "127.0.0.1",
      port: demo.smtpPort,
      mode: "plain",
      from: { name: "钟楼", address: "belfry@campus.example" },
    },
  });
  await api("PUT", "/v1/rules/dorm-late-return", rule);
  await api("POST", "/v1/rules/dorm-late-return/enable");
}

/** A connection to a program of the demo, which runs on the same machine. */
function opens(address: string, purpose: string) {
  return { address, purpose, allowLocal: true };
}
