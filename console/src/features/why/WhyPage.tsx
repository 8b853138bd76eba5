import type { WhyAnswer } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Alert, Input } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Page } from "../../ui/Page.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { TimeSpanSelect, timeSpanEnds } from "../../ui/time-span/index.ts";
import { useNow } from "../../ui/use-now.ts";
import { useChannelText } from "../channels/index.ts";
import { MaskedHint, useMay } from "../session/index.ts";
import { WhyStory } from "./WhyStory.tsx";
import styles from "./WhyPage.module.css";
import { whyQuery } from "./why-queries.ts";

const route = getRouteApi("/shell/why-not");

/** "Why did X not get it?": everything that was sent, or was not, to a recipient, told as a story. */
export function WhyPage(): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const now = useNow("ten-seconds");
  const { recipient = "" } = search;
  const { range: _range, from: _from, until: _until, ...anyTime } = search;
  const { from, until } = timeSpanEnds(search, now);
  const query = useQuery(
    whyQuery({ recipient, ...(from !== undefined && { from }), ...(until !== undefined && { to: until }) }),
  );
  return (
    <Page title={t("why.title")} lead={t("why.lead")}>
      <search className={styles["form"]}>
        <Input.Search
          key={recipient}
          aria-label={t("why.recipient")}
          placeholder={t("why.recipientExample")}
          defaultValue={recipient}
          enterButton={t("why.ask")}
          onSearch={(text) => {
            const asked = text.trim();
            const { recipient: _before, ...time } = search;
            void navigate({ search: { ...time, ...(asked !== "" && { recipient: asked }) } });
          }}
          style={{ width: 420, maxWidth: "100%" }}
        />
        <TimeSpanSelect span={search} onChange={(span) => void navigate({ search: { ...anyTime, ...span } })} />
      </search>
      <MaskedHint />
      {recipient === "" ? (
        <EmptyState title={t("why.nobody")} text={t("why.nobodyText")} />
      ) : (
        <QueryView query={query}>{(answer) => <Answer recipient={recipient} answer={answer} />}</QueryView>
      )}
    </Page>
  );
}

function Answer({ recipient, answer }: { readonly recipient: string; readonly answer: WhyAnswer }): ReactElement {
  const { t } = useTranslation();
  const { items, more, suppressions, rules } = answer;
  return (
    <>
      <Suppressions suppressions={suppressions} />
      {items.length === 0 ? (
        <Section title={t("why.none", { recipient })}>
          <p>{t("why.noneText")}</p>
          <Rules rules={rules} />
        </Section>
      ) : (
        <>
          <Section flush title={t("why.found", { recipient, count: items.length })}>
            <ol className={styles["stories"]}>
              {items.map((delivery) => (
                <li key={delivery.id} className={styles["story"]}>
                  <WhyStory delivery={delivery} />
                </li>
              ))}
            </ol>
          </Section>
          {more && <p className="quiet">{t("why.more")}</p>}
          {rules.length > 0 && (
            <Section title={t("why.rules")} hint={t("why.rulesHint")}>
              <Rules rules={rules} />
            </Section>
          )}
        </>
      )}
    </>
  );
}

function Suppressions({ suppressions }: Pick<WhyAnswer, "suppressions">): ReactElement | null {
  const { t } = useTranslation();
  const may = useMay();
  const channelText = useChannelText();
  if (suppressions.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 16 }}
      title={t("why.suppressed")}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {suppressions.map(({ channel, list, reason, createdAt }) => (
            <li key={`${channel} ${list}`}>
              {channelText(channel)}
              {list !== "" && ` (${list})`}: {t(`suppressions.reasons.${reason as "manual"}`, { defaultValue: reason })}{" "}
              · <Instant at={createdAt} />
              {may("suppressions:read") && (
                <>
                  {" "}
                  <Link to="/suppressions" search={{ channel }} style={{ textDecoration: "underline" }}>
                    {t("suppressions.title")}
                  </Link>
                </>
              )}
            </li>
          ))}
        </ul>
      }
    />
  );
}

function Rules({ rules }: Pick<WhyAnswer, "rules">): ReactElement | null {
  const { t } = useTranslation();
  const may = useMay();
  if (rules.length === 0) return null;
  return (
    <ul className={styles["steps"]}>
      {rules.map(({ rule, name, names, lastSentAt }) => (
        <li key={rule}>
          {may("rules:read") ? (
            <Link to="/rules/$rule" params={{ rule }} style={{ textDecoration: "underline" }}>
              {name}
            </Link>
          ) : (
            name
          )}{" "}
          <span className="quiet">
            {names && t("why.names")}
            {lastSentAt !== null && (
              <>
                {" "}
                {t("why.lastSent")} <Instant at={lastSentAt} as="both" />
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
