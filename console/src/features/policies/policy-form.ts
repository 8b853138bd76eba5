import type { MessagePolicy, PolicyDraft } from "@belfry/client";

export const policyKinds = ["quiet-hours", "frequency-cap", "content", "overflow"] as const;
export type PolicyKind = (typeof policyKinds)[number];

/** What the form of a policy holds. */
export interface PolicyForm {
  readonly name: string;
  readonly enabled: boolean;
  readonly kind: PolicyKind;
  readonly channels: readonly string[];
  /** `team=finance` */
  readonly labels: readonly string[];
  readonly recipients: readonly string[];
  readonly from: string;
  readonly until: string;
  readonly timeZone: string;
  readonly most: number;
  readonly per: string;
  readonly surplus: "delay" | "suppress";
  readonly urgent: "passes" | "counts";
  readonly blockedWords: readonly string[];
  readonly limitsLinks: boolean;
  readonly linkHosts: readonly string[];
  /** How long a message may wait for a robot. */
  readonly after: string;
  readonly overflow: "gather" | "delay";
  readonly mostBytes?: number | null;
  readonly mostRecipients?: number | null;
}

const empty: PolicyForm = {
  name: "",
  enabled: true,
  kind: "quiet-hours",
  channels: [],
  labels: [],
  recipients: [],
  from: "22:00",
  until: "07:00",
  timeZone: "Asia/Shanghai",
  most: 5,
  per: "24h",
  surplus: "delay",
  urgent: "passes",
  blockedWords: [],
  limitsLinks: false,
  linkHosts: [],
  after: "5m",
  overflow: "gather",
};

/** @param policy the one to change; a new one when left out */
export function policyFormOf(policy: MessagePolicy | undefined): PolicyForm {
  if (policy === undefined) return empty;
  const {
    labels = {},
    surplus,
    ...definition
  } = policy.definition as Partial<Omit<PolicyForm, "labels" | "surplus">> & {
    readonly labels?: Readonly<Record<string, string>>;
    readonly surplus?: PolicyForm["surplus"] | PolicyForm["overflow"];
  };
  return {
    ...empty,
    ...definition,
    name: policy.name,
    enabled: policy.enabled,
    kind: policy.definition.kind,
    labels: Object.entries(labels).map(([name, value]) => `${name}=${value}`),
    // Two kinds know a surplus, with other choices.
    ...(surplus === "gather" || policy.definition.kind === "overflow"
      ? { overflow: surplus === "delay" ? "delay" : "gather" }
      : { surplus: surplus ?? empty.surplus }),
    // No host at all is another thing than any host.
    limitsLinks: definition.linkHosts !== undefined,
  };
}

/** The policy that a filled form means; what restricts nothing is left out. */
export function policyDraftOf(form: PolicyForm): PolicyDraft {
  const { enabled, kind, channels, recipients } = form;
  const labels = Object.fromEntries(
    form.labels.map((label) => {
      const [name = "", ...value] = label.split("=");
      return [name.trim(), value.join("=").trim()];
    }),
  );
  const about = {
    ...(channels.length > 0 && { channels: [...channels] }),
    ...(form.labels.length > 0 && { labels }),
  };
  const aboutPeople = { ...about, ...(recipients.length > 0 && { recipients: [...recipients] }) };
  switch (kind) {
    case "quiet-hours": {
      const { from, until, timeZone } = form;
      return { enabled, definition: { kind, ...aboutPeople, from, until, timeZone } };
    }
    case "frequency-cap": {
      const { most, per, surplus, urgent } = form;
      return { enabled, definition: { kind, ...aboutPeople, most, per, surplus, urgent } };
    }
    case "content": {
      const { blockedWords, limitsLinks, linkHosts, mostBytes, mostRecipients } = form;
      return {
        enabled,
        definition: {
          kind,
          ...about,
          ...(blockedWords.length > 0 && { blockedWords: [...blockedWords] }),
          ...(limitsLinks && { linkHosts: [...linkHosts] }),
          ...(typeof mostBytes === "number" && { mostBytes }),
          ...(typeof mostRecipients === "number" && { mostRecipients }),
        },
      };
    }
    case "overflow":
      return { enabled, definition: { kind, ...aboutPeople, after: form.after, surplus: form.overflow } };
    default:
      return kind satisfies never;
  }
}
