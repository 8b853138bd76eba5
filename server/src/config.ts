/** The only file that reads the environment. The reference page of settings is generated from the descriptions. */
import { isIP } from "node:net";
import { isAbsolute, resolve } from "node:path";
import { AppError } from "@belfry/model";
import { z } from "zod";
import { readSso, type SsoConfig } from "./read-sso.ts";

const roles = ["api", "scheduler", "worker"] as const;
export type Role = (typeof roles)[number];

const webAddress = z.url({ protocol: /^https?$/, error: "Write an address that begins with https:// or http://" });
const port = z.coerce.number().int().min(0).max(65_535);

const days = (standard: number) => z.coerce.number().int().min(1).max(36_500).default(standard);

export const ServerEnv = z.object({
  DATABASE_URL: z
    .string()
    .min(1)
    .optional()
    .describe("Where PostgreSQL is. Left out: Belfry starts one of its own in the data folder."),
  DATABASE_DIRECT_URL: z
    .string()
    .min(1)
    .optional()
    .describe("A connection that bypasses a transaction-pooling proxy, for LISTEN and the session lock."),
  BELFRY_DATA_DIR: z
    .string()
    .min(1)
    .default(".belfry")
    .describe("The data folder: database, key file, artifacts, token of the command line."),
  BELFRY_HOST: z.string().min(1).default("127.0.0.1").describe("The address the console and the API listen on."),
  BELFRY_PORT: port.default(4200).describe("Their port."),
  BELFRY_ROLES: z.string().default("api,scheduler,worker").describe("What this process does, by commas."),
  BELFRY_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(50)
    .describe("How many executions this process runs at once."),
  BELFRY_RESERVED: z
    .string()
    .regex(/^urgent:\d{1,2},normal:\d{1,2},low:\d{1,2}$/, "Write a percentage for each band: urgent:20,normal:10,low:5")
    .default("urgent:20,normal:10,low:5")
    .describe(
      "How much of that, in percent, is kept free for urgent (priority 0 to 49), normal and patient work (from 500 on); together at most 90.",
    ),
  BELFRY_MAX_LIVES: z.coerce
    .number()
    .int()
    .min(2)
    .max(100)
    .default(4)
    .describe(
      "How many processes may die while they run one execution, one after the other, before it is set aside as failed.",
    ),
  BELFRY_BACKLOG: z.coerce
    .number()
    .int()
    .min(100)
    .default(100_000)
    .describe(
      "How many executions may wait before events, webhooks and starts by programs are answered with 429 and brokers are left to keep what they have. One rule may make up half of them.",
    ),
  BELFRY_DATABASE_CONNECTIONS: z.coerce
    .number()
    .int()
    .min(4)
    .max(200)
    .default(10)
    .describe("The size of the connection pool."),
  BELFRY_KEEP_EXECUTIONS_DAYS: days(180).describe(
    "How long executions and messages are kept, with their runs, logs and files, and what runs of incentives left beside the books, in days.",
  ),
  BELFRY_KEEP_DATASETS_DAYS: days(7).describe("How long the rows are kept that actions hand to each other, in days."),
  BELFRY_KEEP_ARCHIVES_DAYS: days(35).describe(
    "How long what runs of incentives read is kept, in days; not longer than executions are.",
  ),
  BELFRY_CONTRACT_FILE_MB: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(512)
    .describe("The largest file of contracts that is taken, in MB; a million contracts are some 250."),
  BELFRY_MAIL_SANDBOX_PORT: port
    .optional()
    .describe(
      "Starts the mail sandbox, an SMTP server that catches instead of delivering, on this port; 0 takes a free one.",
    ),
  BELFRY_OUTBOUND_ALLOW: z
    .string()
    .default("")
    .describe("Hosts inside your network that rules may call, by commas: intranet.example:8080, 10.1.0.0/16."),
  BELFRY_FOLDERS: z
    .string()
    .default("")
    .describe(
      "Folders of this machine whose files rules may read, write and watch, as absolute paths by commas: SQLite files, and files that appear.",
    ),
  BELFRY_PLUGINS: z
    .string()
    .default("")
    .describe(
      "Plugins to load, by commas: names of installed packages, or whole paths of their modules. A plugin can do what Belfry can do.",
    ),
  BELFRY_MASTER_KEY: z
    .string()
    .min(1)
    .optional()
    .describe(
      "The master key of the vault, 32 bytes in base64 or hexadecimal (openssl rand -base64 32). Left out: the file `key` in the data folder, which the first start creates.",
    ),
  BELFRY_ADOPT_MASTER_KEY: z
    .enum(["true", "false"])
    .default("false")
    .describe(
      "Goes on with the master key of this node when the one that the secrets were stored under is lost for good; they have to be stored again.",
    ),
  BELFRY_ADOPT_FILE_FOLDER: z
    .enum(["true", "false"])
    .default("false")
    .describe("Takes the data folder of this node as the place of all files from now on, when the old one is lost."),
  BELFRY_RATE_LIMIT: z.coerce
    .number()
    .int()
    .min(1)
    .default(6_000)
    .describe("How many requests a minute each person or key may make, where a key has no limit of its own."),
  BELFRY_RATE_LIMIT_ANONYMOUS: z.coerce
    .number()
    .int()
    .min(1)
    .default(300)
    .describe("How many requests a minute each address may make without valid credentials."),
  BELFRY_TRUST_PROXY: z
    .string()
    .default("")
    .describe(
      "Addresses and ranges of proxies in front, by commas: 127.0.0.1, 10.0.0.0/8, loopback. The address of a client is then taken from their X-Forwarded-For header; from nobody else's.",
    ),
  BELFRY_PUBLIC_URL: webAddress
    .optional()
    .describe("The address at which browsers find the console, for example https://belfry.example.org."),
  BELFRY_OIDC_ISSUER: webAddress
    .optional()
    .describe(
      "The provider of OpenID Connect that people sign in through. Register BELFRY_PUBLIC_URL/v1/session/oidc/callback there. Left out: no single sign-on.",
    ),
  BELFRY_OIDC_CLIENT_ID: z.string().min(1).optional().describe("The name that the provider gave to Belfry."),
  BELFRY_OIDC_CLIENT_SECRET: z
    .string()
    .min(1)
    .optional()
    .describe("The secret beside it. Left out for a public client, which is protected by PKCE alone."),
  BELFRY_OIDC_SCOPES: z
    .string()
    .default("openid,profile,email")
    .describe("What the provider is asked to tell, by commas."),
  BELFRY_OIDC_ROLE: z
    .string()
    .min(1)
    .optional()
    .describe(
      "The role of somebody who signs in for the first time. Left out: only people who have an account here are let in.",
    ),
  BELFRY_TIME_ZONE: z
    .string()
    .default("Asia/Shanghai")
    .describe("The zone in which dates are meant where a rule names none."),
  BELFRY_LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error"])
    .default("info")
    .describe("The least level that is logged."),
});

export interface ServerConfig {
  readonly databaseUrl: string | undefined;
  readonly databaseDirectUrl: string | undefined;
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly roles: readonly Role[];
  readonly concurrency: number;
  /** In percent. */
  readonly reserved: { readonly urgent: number; readonly normal: number; readonly low: number };
  readonly backlog: number;
  readonly maxLives: number;
  readonly databaseConnections: number;
  readonly keepExecutionsDays: number;
  readonly keepDatasetsDays: number;
  readonly keepArchivesDays: number;
  readonly contractFileBytes: number;
  readonly mailSandboxPort: number | undefined;
  readonly outboundAllow: readonly string[];
  /** Absolute paths. */
  readonly folders: readonly string[];
  /** Names of packages, or whole paths of modules. */
  readonly plugins: readonly string[];
  readonly masterKey: string | undefined;
  readonly adoptMasterKey: boolean;
  readonly adoptFileFolder: boolean;
  /** Without a slash at the end. */
  readonly publicUrl: string | undefined;
  readonly sso: SsoConfig | undefined;
  readonly rateLimits: { readonly perCaller: number; readonly perAddress: number };
  readonly trustProxy: readonly string[];
  readonly timeZone: string;
  readonly logLevel: "debug" | "info" | "warn" | "error";
}

/** @throws AppError CONFIG_INVALID with every setting that is wrong */
export function readServerConfig(env: Readonly<Record<string, string | undefined>> = process.env): ServerConfig {
  const parsed = ServerEnv.safeParse(env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      path: issue.path.join("."),
      message: `${issue.message}.`,
      remedy: "Correct this setting in the environment.",
    }));
    throw new AppError("CONFIG_INVALID", { problems });
  }
  const { data } = parsed;
  return {
    databaseUrl: data.DATABASE_URL,
    databaseDirectUrl: data.DATABASE_DIRECT_URL,
    dataDir: isAbsolute(data.BELFRY_DATA_DIR) ? data.BELFRY_DATA_DIR : resolve(data.BELFRY_DATA_DIR),
    host: data.BELFRY_HOST,
    port: data.BELFRY_PORT,
    roles: readRoles(data.BELFRY_ROLES),
    concurrency: data.BELFRY_CONCURRENCY,
    reserved: readReserved(data.BELFRY_RESERVED),
    backlog: data.BELFRY_BACKLOG,
    maxLives: data.BELFRY_MAX_LIVES,
    databaseConnections: data.BELFRY_DATABASE_CONNECTIONS,
    keepExecutionsDays: data.BELFRY_KEEP_EXECUTIONS_DAYS,
    keepDatasetsDays: data.BELFRY_KEEP_DATASETS_DAYS,
    keepArchivesDays: data.BELFRY_KEEP_ARCHIVES_DAYS,
    contractFileBytes: data.BELFRY_CONTRACT_FILE_MB * 1_048_576,
    mailSandboxPort: data.BELFRY_MAIL_SANDBOX_PORT,
    outboundAllow: words(data.BELFRY_OUTBOUND_ALLOW),
    folders: readFolders(data.BELFRY_FOLDERS),
    plugins: words(data.BELFRY_PLUGINS),
    masterKey: data.BELFRY_MASTER_KEY,
    adoptMasterKey: data.BELFRY_ADOPT_MASTER_KEY === "true",
    adoptFileFolder: data.BELFRY_ADOPT_FILE_FOLDER === "true",
    publicUrl: data.BELFRY_PUBLIC_URL?.replace(/\/+$/, ""),
    sso: readSso(data),
    rateLimits: { perCaller: data.BELFRY_RATE_LIMIT, perAddress: data.BELFRY_RATE_LIMIT_ANONYMOUS },
    trustProxy: readProxies(data.BELFRY_TRUST_PROXY),
    timeZone: data.BELFRY_TIME_ZONE,
    logLevel: data.BELFRY_LOG_LEVEL,
  };
}

function readRoles(text: string): Role[] {
  const named = words(text);
  const unknown = named.find((name) => !(roles as readonly string[]).includes(name));
  if (unknown !== undefined || named.length === 0) {
    const reason =
      unknown === undefined ? "BELFRY_ROLES is empty." : `BELFRY_ROLES names ${unknown}, which is no role.`;
    throw new AppError("CONFIG_INVALID", { reason, remedy: `Name one or more of ${roles.join(", ")}.` });
  }
  return roles.filter((role) => named.includes(role));
}

function readReserved(text: string): ServerConfig["reserved"] {
  const [urgent = 0, normal = 0, low = 0] = words(text).map((word) => Number(word.split(":")[1]));
  if (urgent + normal + low > 90) {
    const reason = `BELFRY_RESERVED keeps ${urgent + normal + low} percent, which leaves too little to share.`;
    throw new AppError("CONFIG_INVALID", { reason, remedy: "Keep at most 90 percent, all bands together." });
  }
  return { urgent, normal, low };
}

function readFolders(text: string): string[] {
  const folders = words(text);
  const wrong = folders.find((folder) => !isAbsolute(folder));
  if (wrong !== undefined) {
    const reason = `BELFRY_FOLDERS names ${wrong}, which is no absolute path.`;
    throw new AppError("CONFIG_INVALID", { reason, remedy: "Write whole paths like /srv/exchange." });
  }
  return folders;
}

function readProxies(text: string): string[] {
  const proxies = words(text);
  const wrong = proxies.find((proxy) => !isProxy(proxy));
  if (wrong !== undefined) {
    const reason = `BELFRY_TRUST_PROXY names ${wrong}, which is no address and no range.`;
    throw new AppError("CONFIG_INVALID", {
      reason,
      remedy: "Write addresses like 127.0.0.1 or ranges like 10.0.0.0/8.",
    });
  }
  return proxies;
}

function isProxy(word: string): boolean {
  if (["loopback", "linklocal", "uniquelocal"].includes(word)) return true;
  const [address = "", bits, ...more] = word.split("/");
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  // A range of everybody would believe whatever a client says of itself.
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

function words(text: string): string[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}
