import type { ChannelEntry } from "@belfry/client";
import { Input } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { DataTable } from "../../ui/DataTable.tsx";
import { formatDuration } from "../../ui/format-duration.ts";
import { Section } from "../../ui/Section.tsx";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";

type Code = ChannelEntry["codes"][number];

const tones: Readonly<Record<Code["kind"], Tone>> = {
  "try-later": "held",
  "account-fault": "bad",
  "recipient-fault": "bad",
  "content-fault": "bad",
  unknown: "quiet",
};

/** How long a message of the channel may be. */
export function ContentLimits({ limits }: { readonly limits: ChannelEntry["contentLimits"] }): ReactElement | null {
  const { t } = useTranslation();
  const { language } = usePreferences();
  if (limits.length === 0) return null;
  return (
    <Section flush title={t("channels.limits")}>
      <DataTable
        dense
        label={t("channels.limits")}
        rows={limits}
        rowKey={({ part, most }) => `${part} ${most}`}
        columns={[
          { key: "part", title: t("channels.part"), render: ({ part }) => <code>{part}</code> },
          {
            key: "most",
            title: t("channels.most"),
            render: ({ most, unit }) => (
              <span className="tabular">{`${most.toLocaleString(language)} ${t(`channels.units.${unit}`)}`}</span>
            ),
          },
          {
            key: "then",
            title: t("channels.beyond"),
            render: ({ splits }) => t(splits ? "channels.splits" : "channels.refused"),
          },
        ]}
      />
    </Section>
  );
}

/** What the provider's codes mean, and what somebody can do about each. */
export function ProviderCodes({ codes }: { readonly codes: readonly Code[] }): ReactElement | null {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const [sought, setSought] = useState("");
  if (codes.length === 0) return null;
  const found = codes.filter(({ code, meaning, advice }) =>
    [code, meaning[language], advice[language]].some((text) => text.toLowerCase().includes(sought.toLowerCase())),
  );
  return (
    <Section
      flush
      title={t("channels.codes")}
      hint={t("channels.codesHint")}
      extra={
        <Input.Search
          allowClear
          aria-label={t("channels.findCode")}
          placeholder={t("channels.findCode")}
          value={sought}
          onChange={({ target }) => setSought(target.value)}
          style={{ maxWidth: 240 }}
        />
      }
    >
      <DataTable
        label={t("channels.codes")}
        rows={found}
        rowKey={({ code, meaning }) => `${code} ${meaning.en}`}
        columns={[
          { key: "code", title: t("channels.code"), render: ({ code }) => <code className="breakable">{code}</code> },
          {
            key: "kind",
            from: "small",
            title: t("channels.kind"),
            width: 150,
            render: ({ kind, pauseMs }) => (
              <>
                <StateMark tone={tones[kind]}>{t(`messages.outcomes.${kind}`)}</StateMark>
                {pauseMs !== null && (
                  <div className="small quiet">{t("channels.rests", { time: formatDuration(pauseMs, language) })}</div>
                )}
              </>
            ),
          },
          {
            key: "meaning",
            title: t("channels.meaning"),
            render: ({ meaning, advice }) => (
              <>
                {meaning[language]}
                <div className="quiet small breakable">{advice[language]}</div>
              </>
            ),
          },
        ]}
        empty={
          <p className="quiet" style={{ padding: "0 16px" }}>
            {t("channels.noCode")}
          </p>
        }
      />
    </Section>
  );
}
