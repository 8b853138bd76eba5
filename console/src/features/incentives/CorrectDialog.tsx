import { App, Form, Input, Modal, Segmented } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { ReasonField } from "../../ui/ReasonField.tsx";
import { useCorrect } from "./campaign-queries.ts";
import { fenOf, yuanOf } from "./yuan-text.ts";

/** Another amount for a contract, or that it was withdrawn, with the reason for the books. */
export function CorrectDialog(props: {
  readonly campaign: string;
  readonly contract: string;
  readonly amountFen: number;
  /** What a run proposed. */
  readonly proposed?: { readonly kind: "amount" | "withdrawn"; readonly reason: string };
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { campaign, contract, proposed, onClose } = props;
  const [kind, setKind] = useState(proposed?.kind ?? "amount");
  const [amount, setAmount] = useState(() => yuanOf(props.amountFen));
  const [reason, setReason] = useState(proposed?.reason ?? "");
  const correct = useCorrect(campaign);
  const amountFen = fenOf(amount);
  const isReady = reason.trim() !== "" && (kind === "withdrawn" || amountFen !== undefined);
  const submit = () => {
    const change = kind === "withdrawn" ? { withdrawn: true as const } : { amountFen: amountFen ?? 0 };
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
      <Form layout="vertical">
        <Form.Item label={t("incentives.correction")}>
          <Segmented<"amount" | "withdrawn">
            aria-label={t("incentives.correction")}
            value={kind}
            onChange={setKind}
            options={(["amount", "withdrawn"] as const).map((value) => ({
              value,
              label: t(`incentives.correctionKinds.${value}`),
            }))}
          />
        </Form.Item>
        {kind === "amount" && (
          <Form.Item
            label={t("incentives.amountYuan")}
            htmlFor="correct-amount"
            {...(amountFen === undefined && { validateStatus: "error" as const, help: t("incentives.noAmount") })}
          >
            <Input
              id="correct-amount"
              inputMode="decimal"
              value={amount}
              onChange={({ target }) => setAmount(target.value)}
            />
          </Form.Item>
        )}
        <ReasonField id="correct-reason" label={t("incentives.reason")} value={reason} onChange={setReason} />
      </Form>
    </Modal>
  );
}
