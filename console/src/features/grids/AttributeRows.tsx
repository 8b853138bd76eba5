import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Grids.module.css";
import { attributeKinds, faultOf, type AttributeKind, type AttributeRow } from "./member-attributes.ts";

/** What is known of a member, line by line. */
export function AttributeRows(props: {
  readonly rows: readonly AttributeRow[];
  /** Whether lines may be taken away: not by whoever sees the others masked, because those are then sent along. */
  readonly mayRemove: boolean;
  readonly onChange: (rows: readonly AttributeRow[]) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { rows, mayRemove, onChange } = props;
  const next = Math.max(-1, ...rows.map(({ id }) => id)) + 1;
  const change = (row: AttributeRow) => onChange(rows.map((one) => (one.id === row.id ? row : one)));
  return (
    <fieldset className={styles["attributes"]}>
      <legend>{t("grids.attributes")}</legend>
      {rows.map((row) => (
        <Line
          key={row.id}
          row={row}
          fault={faultOf(row, rows)}
          onChange={change}
          onRemove={mayRemove ? () => onChange(rows.filter(({ id }) => id !== row.id)) : undefined}
        />
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        onClick={() => onChange([...rows, { id: next, name: "", kind: "text", text: "" }])}
      >
        {t("grids.memberForm.addAttribute")}
      </Button>
    </fieldset>
  );
}

function Line(props: {
  readonly row: AttributeRow;
  readonly fault: ReturnType<typeof faultOf>;
  readonly onChange: (row: AttributeRow) => void;
  readonly onRemove: (() => void) | undefined;
}): ReactElement {
  const { t } = useTranslation();
  const { row, fault, onChange, onRemove } = props;
  const name = row.name === "" ? t("grids.memberForm.newAttribute") : row.name;
  return (
    <div className={styles["attribute"]}>
      <Input
        aria-label={t("grids.memberForm.nameOf", { name })}
        value={row.name}
        maxLength={100}
        status={fault === "noName" || fault === "twice" ? "error" : ""}
        onChange={({ target }) => onChange({ ...row, name: target.value })}
      />
      <Select<AttributeKind>
        aria-label={t("grids.memberForm.kindOf", { name })}
        value={row.kind}
        onChange={(kind) => onChange({ ...row, kind, text: kind === "yesNo" ? "true" : row.text })}
        options={attributeKinds.map((value) => ({ value, label: t(`grids.memberForm.kinds.${value}`) }))}
      />
      {row.kind === "yesNo" ? (
        <Select
          aria-label={t("grids.memberForm.valueOf", { name })}
          value={row.text}
          onChange={(text) => onChange({ ...row, text })}
          options={["true", "false"].map((value) => ({
            value,
            label: t(value === "true" ? "common.yes" : "common.no"),
          }))}
        />
      ) : (
        <Input
          aria-label={t("grids.memberForm.valueOf", { name })}
          value={row.text}
          status={fault === "noNumber" || fault === "noJson" ? "error" : ""}
          onChange={({ target }) => onChange({ ...row, text: target.value })}
        />
      )}
      {onRemove !== undefined && (
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={t("grids.memberForm.removeAttribute", { name })}
          onClick={onRemove}
        />
      )}
      {fault !== undefined && (
        <p role="alert" className={styles["fault"]}>
          {t(`grids.memberForm.faults.${fault}`)}
        </p>
      )}
    </div>
  );
}
