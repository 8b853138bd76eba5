import type { AccountStatus } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { Instant } from "../../ui/Instant.tsx";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";
import { channelListQuery } from "./channel-queries.ts";

const tones: Readonly<Record<AccountStatus["health"], Tone>> = {
  works: "good",
  full: "held",
  resting: "held",
  "on-trial": "busy",
  disabled: "quiet",
  broken: "bad",
};

/** How an account is, until when, and why. */
export function AccountHealthMark({ account }: { readonly account: AccountStatus }): ReactElement {
  const { t } = useTranslation();
  const { health, freeAt, faults } = account;
  return (
    <>
      <StateMark tone={tones[health]}>{t(`channels.healths.${health}`)}</StateMark>
      <div className="small quiet">
        {freeAt === null ? (
          t(`channels.healthTexts.${health}`)
        ) : (
          <>
            {t("channels.until")} <Instant at={freeAt} as="stacked" />
          </>
        )}
      </div>
      <Reason account={account} />
      {faults > 0 && <div className="small quiet">{t("channels.faults", { count: faults })}</div>}
    </>
  );
}

/** What a known code means, in the reader's language; otherwise what the provider said. */
function Reason({
  account: { channel, code, reason, text },
}: {
  readonly account: AccountStatus;
}): ReactElement | null {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { data = [] } = useQuery(channelListQuery);
  if (reason === null) return null;
  const entry = data.find(({ id }) => id === channel);
  const [known, other] = entry?.codes.filter((one) => one.code === code) ?? [];
  // Which of several causes it was stands in the sentence of the server alone.
  if (known === undefined || other !== undefined) return <div className="small breakable">{text?.[language]}</div>;
  return (
    <div className="small breakable" title={reason}>
      {known.meaning[language]} <code>{code}</code>
      <div className="quiet">
        {t("problem.remedy")}
        {known.advice[language]}
      </div>
    </div>
  );
}
