import type { AccountStatus } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Instant } from "../../ui/Instant.tsx";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";

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
  const { health, freeAt, reason, faults } = account;
  return (
    <>
      <StateMark tone={tones[health]}>{t(`channels.healths.${health}`)}</StateMark>
      <div className="small quiet">
        {freeAt === null ? (
          t(`channels.healthTexts.${health}`)
        ) : (
          <>
            {t("channels.until")} <Instant at={freeAt} as="both" />
          </>
        )}
      </div>
      {reason !== null && <div className="small breakable">{reason}</div>}
      {faults > 0 && <div className="small quiet">{t("channels.faults", { count: faults })}</div>}
    </>
  );
}
