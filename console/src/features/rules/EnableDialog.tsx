import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, App, Modal } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import styles from "./EnableDialog.module.css";
import { FireTimes } from "./FireTimes.tsx";
import { enablePreviewQuery, useSetRuleStatus, type EnablePreview, type Rule } from "./rule-queries.ts";

/** Enables a rule, after saying what will happen: when and by what it starts, what it reaches, and who is asked first. */
export function EnableDialog({ rule, onClose }: { readonly rule: Rule; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const preview = useQuery(enablePreviewQuery(rule.rule));
  const setStatus = useSetRuleStatus();
  const { data } = preview;
  const askedNote = (approvalId: number) => (
    <>
      {t("approvals.asked")}{" "}
      <Link to="/approvals/$approvalId" params={{ approvalId }}>
        {t("approvals.open")}
      </Link>
    </>
  );
  const enable = () =>
    setStatus.mutate(
      { rule: rule.rule, enabled: true },
      {
        onSuccess(approvalId) {
          onClose();
          if (approvalId !== null) void message.info(askedNote(approvalId), 10);
        },
      },
    );
  return (
    <Modal
      open
      width={680}
      style={{ top: 40 }}
      title={t("enabling.title", { name: rule.name })}
      okText={t(data?.release ? "enabling.enableAfterRelease" : "enabling.enable")}
      okButtonProps={{ disabled: data?.canBeEnabled !== true }}
      confirmLoading={setStatus.isPending}
      onOk={enable}
      onCancel={onClose}
    >
      {setStatus.error !== null && <ProblemAlert error={setStatus.error} />}
      <QueryView query={preview}>{(loaded) => <Preview preview={loaded} />}</QueryView>
    </Modal>
  );
}

function Preview({ preview }: { readonly preview: EnablePreview }): ReactElement {
  const { t } = useTranslation();
  const { hindrances, warnings, release, triggers, next, sends } = preview;
  return (
    <div className={styles["parts"]}>
      {hindrances.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={t("enabling.hindered")}
          description={<Problems intro={t("enabling.hinderedText")} problems={hindrances} />}
        />
      )}
      {warnings.length > 0 && (
        <Alert type="warning" showIcon title={t("enabling.warnings")} description={<Problems problems={warnings} />} />
      )}
      {release !== null && (
        <Alert
          type="info"
          showIcon
          title={t("enabling.release")}
          description={
            <>
              {t(`enabling.demandedBy.${release.demandedBy}`)}{" "}
              {release.notBy.length > 0 && t("enabling.notBy", { people: release.notBy.join(t("common.comma")) })}
            </>
          }
        />
      )}
      <section>
        <h3 className={styles["title"]}>{t("enabling.starts")}</h3>
        <Triggers triggers={triggers} />
      </section>
      {triggers.some(({ waitsFor }) => waitsFor === "clock") && (
        <section>
          <h3 className={styles["title"]}>{t("enabling.next")}</h3>
          {next.length === 0 ? <p className="quiet">{t("enabling.noNext")}</p> : <FireTimes times={next.slice(0, 5)} />}
          <p className={`quiet small ${styles["note"]}`}>{t("enabling.missed")}</p>
        </section>
      )}
      <section>
        <h3 className={styles["title"]}>{t("enabling.sends")}</h3>
        <Sends sends={sends} />
      </section>
    </div>
  );
}

function Problems(props: { readonly intro?: string; readonly problems: EnablePreview["hindrances"] }): ReactElement {
  return (
    <>
      {props.intro}
      <ul className={styles["problems"]}>
        {props.problems.map(({ path, message, remedy }) => (
          <li key={`${path} ${message}`}>
            {path !== "" && <code>{path}</code>} {message} <span className="quiet">{remedy}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Triggers({ triggers }: Pick<EnablePreview, "triggers">): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  if (triggers.length === 0) return <p className="quiet">{t("enabling.byHand")}</p>;
  return (
    <ul className={styles["list"]}>
      {triggers.map(({ trigger, meaning, waitsFor, address }) => (
        <li key={trigger}>
          {meaning[language]} <span className="quiet small">{t(`enabling.waitsFor.${waitsFor}`)}</span>
          {address !== null && (
            <div className={styles["address"]}>
              <code>{`${location.origin}${address}`}</code> <CopyButton text={`${location.origin}${address}`} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function Sends({ sends }: Pick<EnablePreview, "sends">): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  if (sends.length === 0) return <p className="quiet">{t("enabling.noSends")}</p>;
  return (
    <ul className={styles["list"]}>
      {sends.map(({ path, step, use, displayName, input }) => (
        <li key={path}>
          {displayName[language]} <code className="quiet">{use}</code> <span className="quiet small">{step}</span>
          <ul className={styles["targets"]}>
            {["to", "cc", "url", "method"].map((name) => {
              const value = input[name];
              if (value === undefined) return null;
              return (
                <li key={name}>
                  <span className="quiet">{name}</span>{" "}
                  <code>{typeof value === "string" ? value : JSON.stringify(value)}</code>
                </li>
              );
            })}
          </ul>
        </li>
      ))}
    </ul>
  );
}
