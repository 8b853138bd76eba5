/** The places of the own network that an imported rule needs, as far as addresses tell. */
export interface PlannedConnection {
  readonly name: string;
  readonly address: string;
  readonly purpose: string;
  readonly allowLocal: boolean;
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };

/** The gate system usually lies inside; a mail server only where its address says so. */
export function planConnections(needs: {
  readonly gateUrl: string | undefined;
  readonly mail: { readonly host: string; readonly port: number } | undefined;
}): PlannedConnection[] {
  const planned: PlannedConnection[] = [];
  const gate = needs.gateUrl === undefined ? null : URL.parse(needs.gateUrl);
  if (gate !== null) {
    const port = gate.port === "" ? (DEFAULT_PORTS[gate.protocol] ?? "443") : gate.port;
    planned.push(plan("dorm-gate", gate.hostname, port, "the gate system of the rule dorm-late-return"));
  }
  if (needs.mail !== undefined && isInside(needs.mail.host)) {
    planned.push(
      plan("dorm-mail", needs.mail.host, String(needs.mail.port), "the mail server of the rule dorm-late-return"),
    );
  }
  return planned;
}

function plan(name: string, host: string, port: string, purpose: string): PlannedConnection {
  return {
    name,
    address: `${host}:${port}`,
    purpose,
    allowLocal: /^(?:127\.|\[::1\]$|169\.254\.|\[fe[89ab])/i.test(host),
  };
}

/** Whether a host is one of a private network as it is written. Of a name only the server can tell. */
function isInside(host: string): boolean {
  return /^(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\[::1\]|\[f[cd])/.test(host);
}
