import type { Callback } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Instant } from "../../ui/Instant.tsx";
import { StateMark } from "../../ui/StateMark.tsx";

/** Whether a callback is told, and if not, why. */
export function CallbackState({ callback }: { readonly callback: Callback }): ReactElement {
  const { t } = useTranslation();
  const { enabled, verifiedAt, stoppedAt, stoppedBecause, failingSince, waiting } = callback;
  if (!enabled) return <StateMark tone="quiet">{t("callbacks.disabled")}</StateMark>;
  if (stoppedAt !== null)
    return (
      <>
        <StateMark tone="bad">{t("callbacks.stopped")}</StateMark>
        <div className="quiet small">
          {stoppedBecause !== null && t(`callbacks.because.${stoppedBecause}`)} <Instant at={stoppedAt} as="both" />
        </div>
      </>
    );
  if (verifiedAt === null) return <StateMark tone="held">{t("callbacks.unverified")}</StateMark>;
  return (
    <>
      <StateMark tone={failingSince === null ? "good" : "held"}>
        {t(failingSince === null ? "callbacks.works" : "callbacks.failing")}
      </StateMark>
      {waiting > 0 && <div className="quiet small">{t("callbacks.waits", { count: waiting })}</div>}
    </>
  );
}
