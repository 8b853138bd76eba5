/** What the settings of the environment and the files of the data folder give away. */
import { stat } from "node:fs/promises";
import ipaddr from "ipaddr.js";
import { readAddress } from "../outbound/address-range.ts";
import type { SecurityFinding } from "./finding.ts";

/** What the server was started with. */
export interface RunningConfiguration {
  readonly host: string;
  readonly publicUrl: string | undefined;
  readonly trustProxy: readonly string[];
  readonly outboundAllow: readonly string[];
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly keyFile: string;
  readonly mailSandbox: boolean;
  readonly singleSignOn: boolean;
}

/** Whether nobody outside of this machine can reach the server. */
export function isLocalOnly({ host }: Pick<RunningConfiguration, "host">): boolean {
  return host === "localhost" || readAddress(host)?.range() === "loopback";
}

export async function checkConfiguration(config: RunningConfiguration): Promise<SecurityFinding[]> {
  return [
    ...checkListening(config),
    ...checkProxies(config),
    ...checkOutbound(config),
    ...checkDatabase(config),
    ...checkMailSandbox(config),
    ...(await checkPlace(config.dataDir, "data-folder-open", "the data folder", 0o700)),
    ...(await checkPlace(config.keyFile, "key-file-open", "the file with the master key", 0o600)),
  ];
}

function checkListening(config: RunningConfiguration): SecurityFinding[] {
  const { host, publicUrl } = config;
  const isHttps = publicUrl?.startsWith("https:") === true;
  if (isHttps) return [];
  if (publicUrl !== undefined && !isLocalOnly({ host: new URL(publicUrl).hostname })) {
    return [
      {
        id: "cookie-without-https",
        level: "finding",
        message: `BELFRY_PUBLIC_URL is ${publicUrl}, so cookies and passwords travel unencrypted.`,
        why: "Whoever is on the way can read the cookie of a session and use it.",
        remedy: "Put a reverse proxy with a certificate in front, and write https:// into BELFRY_PUBLIC_URL.",
      },
    ];
  }
  if (isLocalOnly(config)) return [];
  return [
    {
      id: "listens-without-https",
      level: "finding",
      message: `Belfry listens on ${host}, beyond this machine, and no https address is set.`,
      why: "Passwords, cookies and keys would cross the network as they are.",
      remedy: "Listen on 127.0.0.1 behind a reverse proxy with a certificate, and set BELFRY_PUBLIC_URL=https://….",
    },
  ];
}

function checkProxies({ trustProxy }: RunningConfiguration): SecurityFinding[] {
  return trustProxy.flatMap((entry) => {
    const bits = bitsOf(entry);
    if (bits === undefined || bits.prefix >= (bits.kind === "ipv4" ? 8 : 16)) return [];
    return [
      {
        id: "trust-proxy-open",
        level: "finding",
        message: `BELFRY_TRUST_PROXY believes ${entry}: nearly everybody.`,
        why: "Anyone can then name any address as their own, in the audit trail and for the limits against guessing.",
        remedy: "Name the addresses of your proxies only.",
      } as const,
    ];
  });
}

function checkOutbound({ outboundAllow }: RunningConfiguration): SecurityFinding[] {
  return outboundAllow.flatMap((entry) => {
    const bits = bitsOf(entry);
    if (bits === undefined || bits.prefix >= (bits.kind === "ipv4" ? 16 : 48)) return [];
    return [
      {
        id: "outbound-wide",
        level: "finding",
        message: `BELFRY_OUTBOUND_ALLOW opens ${entry}.`,
        why: "Whoever may write a rule can call every machine in there, also those that trust their network.",
        remedy: "Take it out, and create a connection for each host that is needed: belfry connections add.",
      } as const,
    ];
  });
}

function bitsOf(entry: string): { readonly kind: "ipv4" | "ipv6"; readonly prefix: number } | undefined {
  if (!ipaddr.isValidCIDR(entry)) return undefined;
  const [address, prefix] = ipaddr.parseCIDR(entry);
  return { kind: address.kind(), prefix };
}

function checkDatabase({ databaseUrl }: RunningConfiguration): SecurityFinding[] {
  const url = databaseUrl === undefined ? null : URL.parse(databaseUrl);
  if (url === null) return [];
  const host = url.searchParams.get("host") ?? decodeURIComponent(url.hostname).replace(/^\[|\]$/g, "");
  if (host === "" || host.startsWith("/") || isLocalOnly({ host })) return [];
  if (["require", "verify-ca", "verify-full"].includes(url.searchParams.get("sslmode") ?? "")) return [];
  return [
    {
      id: "database-without-tls",
      level: "finding",
      message: `The connection to the database on ${host} is not encrypted.`,
      why: "Everything that Belfry keeps crosses the network as it is.",
      remedy: "Add sslmode=verify-full to DATABASE_URL.",
    },
  ];
}

function checkMailSandbox(config: RunningConfiguration): SecurityFinding[] {
  if (!config.mailSandbox) return [];
  return [
    {
      id: "mail-sandbox-on",
      level: isLocalOnly(config) && config.publicUrl === undefined ? "hint" : "finding",
      message: "The mail sandbox is on: mails are caught, kept and shown instead of delivered.",
      why: "Mails to people are lost there, and whoever may look into the sandbox reads them.",
      remedy: "Leave BELFRY_MAIL_SANDBOX_PORT out where real mails are sent.",
    },
  ];
}

async function checkPlace(path: string, id: string, what: string, mode: number): Promise<SecurityFinding[]> {
  // Windows knows no such modes and reports 0666 for every file.
  if (process.platform === "win32") return [];
  let seen;
  try {
    seen = await stat(path);
  } catch (error) {
    // With a key from the environment there is no file.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  if ((seen.mode & 0o077) === 0) return [];
  const shown = (seen.mode & 0o777).toString(8).padStart(4, "0");
  return [
    {
      id,
      level: "finding",
      message: `Others on this machine may look into ${what} (${path}, mode ${shown}).`,
      why: "It holds what opens the vault and the database.",
      remedy: `chmod ${mode.toString(8)} ${path}`,
    },
  ];
}
