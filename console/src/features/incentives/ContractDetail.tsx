import type { IncentiveContractDetail } from "@belfry/client";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { Facts } from "../../ui/Facts.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { StateMark } from "../../ui/StateMark.tsx";
import { MaskedHint, useMay } from "../session/index.ts";
import { contractTones, tellingTones } from "./contract-states.ts";
import { CorrectDialog } from "./CorrectDialog.tsx";
import { EntryTable } from "./EntryTable.tsx";
import { factsOf } from "./fact-changes.ts";
import styles from "./Incentives.module.css";
import { useMoney } from "./use-money.ts";

/** One contract: what it counts, why it earned what it earned, its lines in the ledger, and what was said about it. */
export function ContractDetail(props: {
  readonly campaign: string;
  readonly contract: IncentiveContractDetail;
}): ReactElement {
  const { t } = useTranslation();
  const money = useMoney();
  const may = useMay();
  const [isCorrecting, setCorrecting] = useState(false);
  const { campaign, contract } = props;
  const { number, state, housekeeper, provider, project, day, orderType, sequence, remark } = contract;
  return (
    <>
      <MaskedHint />
      <p className={styles["contractTitle"]}>
        <strong className="breakable">{number === "" ? contract.contract : number}</strong>
        <StateMark tone={contractTones[state]}>{t(`incentives.states.${state}`)}</StateMark>
        {may("incentives:write") && state === "booked" && (
          <Button size="small" onClick={() => setCorrecting(true)}>
            {t("incentives.correct")}
          </Button>
        )}
      </p>
      <Facts
        facts={[
          { label: t("incentives.one"), value: `${housekeeper} · ${provider}` },
          { label: t("incentives.amount"), value: money.exact(contract.amountFen) },
          { label: t("incentives.performance"), value: money.exact(contract.countedFen) },
          {
            label: t("incentives.earned"),
            value:
              contract.rewards.length === 0
                ? t("incentives.nothingEarned")
                : `${contract.rewards.map(({ name }) => name).join(t("common.comma"))} · ${money.exact(contract.rewardFen)}`,
          },
          { label: t("incentives.remark"), value: remark === "" ? "–" : remark },
          { label: t("incentives.signed"), value: <span className="tabular">{day}</span> },
          {
            label: t("incentives.sequence"),
            value: contract.historical ? t("incentives.historical") : String(sequence),
          },
          { label: t("incentives.orderType"), value: t(`incentives.orderTypes.${orderType}`) },
          project !== "" && { label: t("incentives.project"), value: project },
          { label: t("incentives.contractId"), value: <code className="breakable">{contract.contract}</code> },
          {
            label: t("incentives.campaign"),
            value: (
              <Link to="/incentives/campaigns/$campaign" params={{ campaign }}>
                {campaign}
              </Link>
            ),
          },
          { label: t("incentives.bookedAt"), value: <Instant at={contract.bookedAt} as="both" /> },
        ]}
      />
      <Why steps={contract.explanation} />
      <h3 className={styles["title"]}>{t("incentives.entries")}</h3>
      <EntryTable label={t("incentives.entries")} entries={contract.entries} />
      <Tellings tellings={contract.tellings} />
      {isCorrecting && (
        <CorrectDialog
          campaign={campaign}
          contract={contract.contract}
          amountFen={contract.amountFen}
          facts={factsOf(contract)}
          onClose={() => setCorrecting(false)}
        />
      )}
    </>
  );
}

/** Rule by rule: what was looked at, and what came of it. */
function Why({ steps }: { readonly steps: IncentiveContractDetail["explanation"] }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  return (
    <>
      <h3 className={styles["title"]}>{t("incentives.why")}</h3>
      <ol className={styles["why"]}>
        {steps.map((step) => (
          <li key={`${step.rule} ${step.en}`}>
            <StateMark tone={step.granted === undefined ? "quiet" : "good"}>
              {t(`incentives.rules.${step.rule as "cap"}`, { defaultValue: step.rule })}
            </StateMark>
            <div>{step[language]}</div>
          </li>
        ))}
      </ol>
    </>
  );
}

/** What was said about it, to whom a message leads. */
function Tellings({ tellings }: { readonly tellings: IncentiveContractDetail["tellings"] }): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <>
      <h3 className={styles["title"]}>{t("incentives.tellings")}</h3>
      {tellings.length === 0 && <p className="quiet">{t("incentives.noTellings")}</p>}
      {tellings.map(({ kind, text, state, messageId, toldAt }) => (
        <div key={kind} className={styles["telling"]}>
          <div className={styles["contractTitle"]}>
            {t(`incentives.tellingKinds.${kind}`)}
            <StateMark tone={tellingTones[state]}>{t(`incentives.tellingStates.${state}`)}</StateMark>
            {toldAt !== null && <Instant at={toldAt} as="both" />}
            {messageId !== null && may("messages:read") && (
              <Link to="/messages/$messageId" params={{ messageId }}>
                {t("incentives.message", { id: messageId })}
              </Link>
            )}
          </div>
          {/* Its words go after their time; that it was said does not. */}
          {text !== "" && <pre className={styles["bubble"]}>{text}</pre>}
        </div>
      ))}
    </>
  );
}
