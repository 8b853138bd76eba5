import type { DormConfig } from "./dorm-config.ts";
import type { Warning } from "./warning.ts";

export interface PlannedAccount {
  readonly channel: "email";
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

const PASSWORD = "smtpPassword";

/** The sending account that `email_config` describes; nothing when the file has none. */
export function planAccount({ email_config: email }: DormConfig): {
  readonly account: PlannedAccount | undefined;
  readonly secrets: Readonly<Record<string, string>>;
  readonly warnings: readonly Warning[];
} {
  if (email === undefined) {
    const message = "The file has no email_config, so no mail account was created.";
    return {
      account: undefined,
      secrets: {},
      warnings: [{ key: "email_config", message, remedy: "belfry accounts apply FILE" }],
    };
  }
  const warnings: Warning[] = [];
  // The old program spoke STARTTLS or nothing; on 465 the connection is encrypted from its first byte.
  const mode = email.smtp_port === 465 ? "tls" : email.use_tls ? "starttls" : "plain";
  if (mode === "plain") {
    const message = "use_tls is false: the password and the lists travel unencrypted.";
    warnings.push({
      key: "email_config.use_tls",
      message,
      remedy: "Set it to true if the server can do it, and import again.",
    });
  }
  if (email.sender_password === "") {
    const message = "There is no password, so the account sends without a login.";
    warnings.push({ key: "email_config.sender_password", message, remedy: "Write it into the file and import again." });
  }
  if (email.sender_email.startsWith("your_") || email.sender_password === "your_password") {
    const message = `${email.sender_email} looks like the sample of the manual; mails will be refused.`;
    warnings.push({ key: "email_config", message, remedy: "Write the real account into the file and import again." });
  }
  const login = email.sender_password === "" ? {} : { user: email.sender_email, password: { $secret: PASSWORD } };
  return {
    account: {
      channel: "email",
      name: "dorm-late-return",
      config: { host: email.smtp_server, port: email.smtp_port, mode, ...login, from: { address: email.sender_email } },
    },
    secrets: email.sender_password === "" ? {} : { [PASSWORD]: email.sender_password },
    warnings,
  };
}
