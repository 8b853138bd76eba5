import type { AccountRoute } from "@belfry/client";
import { Alert, Button, Form, Input } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { DataTable } from "../../ui/DataTable.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { Section } from "../../ui/Section.tsx";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";
import { useSimulateRoute } from "./channel-queries.ts";

type Step = AccountRoute["steps"][number];

const tones: Readonly<Record<Step["verdict"], Tone>> = {
  sends: "good",
  next: "quiet",
  full: "held",
  resting: "held",
  "on-trial": "busy",
  unfit: "bad",
};

/** Asks which account would send a message now, and says of each why. Nothing is sent. */
export function RouteSimulation({ channel }: { readonly channel: string }): ReactElement {
  const { t } = useTranslation();
  const simulate = useSimulateRoute();
  const ask = ({ recipient = "" }: { readonly recipient?: string }) =>
    simulate.mutate({ channel, recipients: recipient.trim() === "" ? [] : [recipient.trim()], bytes: 0 });
  return (
    <Section title={t("channels.simulate")} hint={t("channels.simulateHint")}>
      <Form<{ readonly recipient?: string }> name="simulate" layout="inline" onFinish={ask} style={{ rowGap: 8 }}>
        <Form.Item name="recipient" label={t("messages.recipient")}>
          <Input spellCheck={false} autoCapitalize="none" placeholder={t("channels.anybody")} />
        </Form.Item>
        <Button htmlType="submit" loading={simulate.isPending}>
          {t("channels.simulateNow")}
        </Button>
      </Form>
      <div aria-live="polite">
        {simulate.error !== null && <ProblemAlert error={simulate.error} />}
        {simulate.data !== undefined && <Answer route={simulate.data} />}
      </div>
    </Section>
  );
}

function Answer({ route: { account, waitsUntil, steps } }: { readonly route: AccountRoute }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  return (
    <>
      <Alert
        showIcon
        style={{ margin: "16px 0" }}
        type={account !== null ? "success" : waitsUntil !== null ? "warning" : "error"}
        title={
          account !== null ? (
            t("channels.wouldSend", { name: account })
          ) : waitsUntil !== null ? (
            <>
              {t("channels.wouldWait")} <Instant at={waitsUntil} as="both" />
            </>
          ) : (
            t("channels.wouldFail")
          )
        }
      />
      <DataTable
        dense
        label={t("channels.simulate")}
        rows={steps}
        rowKey={({ account: name }) => name}
        columns={[
          { key: "account", title: t("channels.account"), render: ({ account: name }) => <strong>{name}</strong> },
          {
            key: "verdict",
            title: t("channels.verdict"),
            render: ({ verdict, freeAt, text }) => (
              <>
                <StateMark tone={tones[verdict]}>{t(`channels.verdicts.${verdict}`)}</StateMark>
                {freeAt !== null && (
                  <div className="small quiet">
                    {t("channels.until")} <Instant at={freeAt} as="both" />
                  </div>
                )}
                <div className="narrow-only small breakable">{text[language]}</div>
              </>
            ),
          },
          {
            key: "reason",
            from: "middle",
            title: t("messages.reason"),
            render: ({ text }) => <span className="breakable">{text[language]}</span>,
          },
        ]}
      />
    </>
  );
}
