/** What it means when a connection fails without an answer of the server. */
import type { LocalizedText } from "@belfry/plugin-kit";

/** The step that failed, as the connection test names it. */
export type ConnectionStage = "DNS" | "TCP" | "TLS" | "SMTP" | "AUTH" | "MAIL FROM";

export interface ConnectionFault {
  readonly stage: ConnectionStage;
  /** `account`: trying again cannot help before somebody corrects the account. */
  readonly kind: "try-later" | "account-fault";
  readonly advice: LocalizedText;
}

interface FaultRule extends ConnectionFault {
  /** Nodemailer's code, the code of the system error behind it, or which wait was too long. */
  readonly codes: readonly string[];
}

const faultRules: readonly FaultRule[] = [
  {
    codes: [
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      "SELF_SIGNED_CERT_IN_CHAIN",
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      "UNABLE_TO_GET_ISSUER_CERT",
      "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    ],
    stage: "TLS",
    kind: "account-fault",
    advice: {
      zh: "服务器的证书不受信任。若是内部 CA，请在账号中填写其证书。",
      en: "The server's certificate is not trusted. If your own authority made it, put that authority's certificate into the account.",
    },
  },
  {
    codes: ["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID"],
    stage: "TLS",
    kind: "account-fault",
    advice: { zh: "服务器的证书已过期或尚未生效。", en: "The server's certificate is not valid at this time." },
  },
  {
    codes: ["ERR_TLS_CERT_ALTNAME_INVALID"],
    stage: "TLS",
    kind: "account-fault",
    advice: {
      zh: "证书的名称与服务器地址不符，请改正地址，或在账号中填写证书名称。",
      en: "The certificate is for another name: correct the host, or name it in the account.",
    },
  },
  {
    codes: ["ERR_SSL_WRONG_VERSION_NUMBER", "ERR_SSL_PACKET_LENGTH_TOO_LONG", "EPROTO"],
    stage: "TLS",
    kind: "account-fault",
    advice: {
      zh: "这个端口不是从一开始就加密：请改用 starttls（587）或正确的端口。",
      en: "This port does not begin with TLS: use the mode starttls (587), or the right port.",
    },
  },
  {
    codes: ["ETLS", "EREQUIRETLS", "UPGRADE_TIMEOUT"],
    stage: "TLS",
    kind: "account-fault",
    advice: {
      zh: "无法建立加密连接：服务器可能不支持 STARTTLS，请检查端口和加密方式。",
      en: "No encrypted connection could be made, perhaps because the server does not offer STARTTLS: check port and mode.",
    },
  },
  {
    codes: ["GREETING_TIMEOUT"],
    stage: "SMTP",
    kind: "try-later",
    advice: {
      zh: "已连接但服务器没有应答：465 端口需要使用 tls 方式。",
      en: "The server took the connection and said nothing: port 465 needs the mode tls.",
    },
  },
  {
    codes: ["EDNS", "ENOTFOUND", "EAI_AGAIN"],
    stage: "DNS",
    kind: "try-later",
    advice: {
      zh: "找不到服务器的地址，请检查主机名和网络。",
      en: "The server's name cannot be resolved: check the host and the network.",
    },
  },
  {
    codes: ["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "CONNECT_TIMEOUT"],
    stage: "TCP",
    kind: "try-later",
    advice: {
      zh: "连不上服务器：请检查主机、端口和防火墙（云服务器常封锁 25 端口）。",
      en: "The server cannot be reached: check host, port and firewall (clouds often block port 25).",
    },
  },
  {
    codes: ["OUTBOUND_BLOCKED"],
    stage: "TCP",
    kind: "account-fault",
    advice: {
      zh: "该地址不在公网上，需要管理员为它建立连接（belfry connections add）。",
      en: "The server does not lie on the public internet: an administrator opens it with belfry connections add.",
    },
  },
  {
    codes: ["EAUTH", "ENOAUTH"],
    stage: "AUTH",
    kind: "account-fault",
    advice: { zh: "登录没有成功，请检查用户名和密码。", en: "The login did not succeed: check user and password." },
  },
];

const lostConnection: ConnectionFault = {
  stage: "SMTP",
  kind: "try-later",
  advice: { zh: "与服务器的连接中断，稍后自动重试。", en: "The connection to the server was lost: it is tried again." },
};

/** The first rule that knows one of the codes. */
export function connectionFault(codes: readonly (string | undefined)[]): ConnectionFault {
  return (
    faultRules.find((rule) => codes.some((code) => code !== undefined && rule.codes.includes(code))) ?? lostConnection
  );
}
