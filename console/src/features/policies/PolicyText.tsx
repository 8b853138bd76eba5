import type { MessagePolicy } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useChannelText } from "../channels/index.ts";
import { policyFormOf } from "./policy-form.ts";

/** What a policy decides and about which messages, in sentences. */
export function PolicyText({ policy }: { readonly policy: MessagePolicy }): ReactElement {
  const { t } = useTranslation();
  const channelText = useChannelText();
  const form = policyFormOf(policy);
  const comma = t("common.comma");
  const limits = [
    form.channels.length > 0 && t("policies.ofChannels", { channels: form.channels.map(channelText).join(comma) }),
    form.labels.length > 0 && t("policies.ofLabels", { labels: form.labels.join(comma) }),
    form.recipients.length > 0 && t("policies.ofRecipients", { recipients: shortened(form.recipients).join(comma) }),
  ].filter((text) => text !== false);
  return (
    <div className="breakable">
      {sentences().map((sentence) => (
        <div key={sentence}>{sentence}</div>
      ))}
      <div className="quiet small">{limits.length === 0 ? t("policies.ofAll") : limits.join(" · ")}</div>
    </div>
  );

  function sentences(): string[] {
    switch (form.kind) {
      case "quiet-hours":
        return [t("policies.quiet", { from: form.from, until: form.until, zone: form.timeZone })];
      case "frequency-cap":
        return [
          t("policies.cap", { count: form.most, per: form.per }),
          t(`policies.surpluses.${form.surplus}`),
          t(`policies.urgents.${form.urgent}`),
        ];
      case "content":
        return [
          form.blockedWords.length > 0 && t("policies.words", { words: shortened(form.blockedWords).join(comma) }),
          form.limitsLinks &&
            (form.linkHosts.length === 0
              ? t("policies.noLinks")
              : t("policies.links", { hosts: shortened(form.linkHosts).join(comma) })),
          typeof form.mostBytes === "number" && t("policies.bytes", { count: form.mostBytes }),
          typeof form.mostRecipients === "number" && t("policies.people", { count: form.mostRecipients }),
        ].filter((text) => text !== false);
      case "overflow":
        return [t("policies.overflowAfter", { after: form.after }), t(`policies.overflows.${form.overflow}`)];
      default:
        return form.kind satisfies never;
    }
  }
}

/** A list of five thousand words is no sentence. */
const MOST_SHOWN = 8;

function shortened(list: readonly string[]): string[] {
  return list.length <= MOST_SHOWN ? [...list] : [...list.slice(0, MOST_SHOWN), `… (${list.length})`];
}
