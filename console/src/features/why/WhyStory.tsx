import type { WhyDelivery } from "@belfry/client";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { Instant } from "../../ui/Instant.tsx";
import { useChannelText } from "../channels/index.ts";
import { DeliveryStateMark, ProviderSaid } from "../messages/index.ts";
import styles from "./WhyPage.module.css";

/** What became of one message for the recipient: what was decided last, and how it came to that. */
export function WhyStory({ delivery }: { readonly delivery: WhyDelivery }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const channelText = useChannelText();
  const { messageId, subject, channel, state, decision, attempts, acceptedAt, scheduledAt } = delivery;
  // What a known code means stands at its attempt, in the reader's language: it is not said twice.
  const isExplained = decision.kind === "refused" && (attempts.at(-1)?.words ?? null) !== null;
  return (
    <>
      <div className={styles["head"]}>
        <DeliveryStateMark state={state} />
        <Link to="/messages/$messageId" params={{ messageId }}>
          {subject === "" ? t("messages.one", { id: messageId }) : subject}
        </Link>
        <span className="quiet small">{channelText(channel)}</span>
      </div>
      <p className={styles["decision"]}>
        {isExplained ? t(`messages.stateTexts.${state}`) : decision.text[language]}
        {decision.until !== null && (
          <span className="quiet">
            {" "}
            {t("why.until")} <Instant at={decision.until} as="both" />
          </span>
        )}
      </p>
      <ol className={styles["steps"]}>
        <li>
          <Instant at={acceptedAt} /> · {t("why.accepted")}
          {scheduledAt !== null && (
            <>
              {" "}
              {t("why.planned")} <Instant at={scheduledAt} as="both" />
            </>
          )}
        </li>
        {attempts.map((attempt) => (
          <li key={attempt.attempt}>
            <Attempt attempt={attempt} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Attempt({ attempt }: { readonly attempt: WhyDelivery["attempts"][number] }): ReactElement {
  const { t } = useTranslation();
  const { startedAt, account, outcome } = attempt;
  return (
    <>
      <Instant at={startedAt} /> · {t("why.tried", { account })}{" "}
      {outcome === null ? t("messages.underWay") : t(`messages.outcomes.${outcome}`)}
      <ProviderSaid of={attempt} />
    </>
  );
}
