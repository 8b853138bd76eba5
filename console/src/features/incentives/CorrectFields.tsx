import { Form, Input, Segmented } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { orderTypes, type FactChange } from "./fact-changes.ts";
import styles from "./Incentives.module.css";

/** The amount of a contract, and its other facts, to be written anew. */
export function CorrectFields(props: {
  readonly amount: string;
  readonly isAmount: boolean;
  readonly onAmount: (text: string) => void;
  readonly facts: readonly FactChange[];
  readonly isMasked: boolean;
  readonly onFacts: (facts: readonly FactChange[]) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { amount, isAmount, facts, isMasked } = props;
  const change = ({ fact }: FactChange, after: string) =>
    props.onFacts(facts.map((one) => (one.fact === fact ? { ...one, after } : one)));
  return (
    <div className={styles["correctFields"]}>
      <Form.Item
        label={t("incentives.amountYuan")}
        htmlFor="correct-amount"
        {...(!isAmount && { validateStatus: "error" as const, help: t("incentives.noAmount") })}
      >
        <Input
          id="correct-amount"
          inputMode="decimal"
          value={amount}
          onChange={({ target }) => props.onAmount(target.value)}
        />
      </Form.Item>
      {facts.map((one) => (
        <Form.Item
          key={one.fact}
          label={t(`incentives.facts.${one.fact}`)}
          htmlFor={`correct-${one.fact}`}
          {...(one.after.trim() === "" && { validateStatus: "error" as const, help: t("incentives.noFact") })}
        >
          {one.fact === "orderType" ? (
            <Segmented<string>
              aria-label={t("incentives.facts.orderType")}
              value={one.after}
              disabled={isMasked}
              onChange={(value) => change(one, value)}
              options={orderTypes.map((value) => ({ value, label: t(`incentives.orderTypes.${value}`) }))}
            />
          ) : (
            <Input
              id={`correct-${one.fact}`}
              value={one.after}
              disabled={isMasked}
              onChange={({ target }) => change(one, target.value)}
            />
          )}
        </Form.Item>
      ))}
    </div>
  );
}
