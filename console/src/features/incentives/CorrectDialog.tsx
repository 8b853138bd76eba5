import { App, Form, Modal, Segmented } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { ReasonField } from "../../ui/ReasonField.tsx";
import { MaskedHint, useMay } from "../session/index.ts";
import { useCorrect } from "./campaign-queries.ts";
import { CorrectFields } from "./CorrectFields.tsx";
import type { FactChange } from "./fact-changes.ts";
import { fenOf, yuanOf } from "./yuan-text.ts";

/** What a contract is instead, or that it was withdrawn, with the reason for the books. */
export function CorrectDialog(props: {
  readonly campaign: string;
  readonly contract: string;
  readonly amountFen: number;
  /** What else can be otherwise: what is booked, and what to begin with. */
  readonly facts: readonly FactChange[];
  /** What a run proposed. */
  readonly proposed?: { readonly kind: "amount" | "facts" | "withdrawn"; readonly reason: string };
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const may = useMay();
  const { campaign, contract, proposed, onClose } = props;
  const [isWithdrawn, setWithdrawn] = useState(proposed?.kind === "withdrawn");
  const [amount, setAmount] = useState(() => yuanOf(props.amountFen));
  const [facts, setFacts] = useState(props.facts);
  const [reason, setReason] = useState(proposed?.reason ?? "");
  const correct = useCorrect(campaign);
  const amountFen = fenOf(amount);
  // A masked name would be booked as it is shown.
  const isMasked = !may("personal-data:read");
  const isOther = amountFen !== undefined && facts.every(({ after }) => after.trim() !== "");
  const isReady = reason.trim() !== "" && (isWithdrawn || isOther) && !(isMasked && proposed?.kind === "facts");
  const submit = () => {
    const changed = facts.filter(({ before, after }) => after.trim() !== before);
    const change = isWithdrawn
      ? { withdrawn: true as const }
      : {
          amountFen: amountFen ?? 0,
          facts: Object.fromEntries(changed.map(({ fact, after }) => [fact, after.trim()])),
        };
    correct.mutate(
      { contract, reason: reason.trim(), ...change },
      {
        onSuccess({ entries }) {
          void message.success(t("incentives.corrected", { count: entries }));
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      open
      title={t("incentives.correctTitle", { contract })}
      okText={t("incentives.book")}
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={correct.isPending}
      onOk={submit}
      onCancel={onClose}
    >
      {correct.error !== null && <ProblemAlert error={correct.error} />}
      <p>{t("incentives.correctText")}</p>
      {facts.length > 0 && <MaskedHint />}
      <Form layout="vertical">
        <Form.Item label={t("incentives.correction")}>
          <Segmented<"other" | "withdrawn">
            aria-label={t("incentives.correction")}
            value={isWithdrawn ? "withdrawn" : "other"}
            onChange={(kind) => setWithdrawn(kind === "withdrawn")}
            options={[
              { value: "other", label: t("incentives.otherContract") },
              { value: "withdrawn", label: t("incentives.correctionKinds.withdrawn") },
            ]}
          />
        </Form.Item>
        {!isWithdrawn && (
          <CorrectFields
            amount={amount}
            isAmount={amountFen !== undefined}
            onAmount={setAmount}
            facts={facts}
            isMasked={isMasked}
            onFacts={setFacts}
          />
        )}
        <ReasonField id="correct-reason" label={t("incentives.reason")} value={reason} onChange={setReason} />
      </Form>
    </Modal>
  );
}
