import type { GridMember } from "@belfry/client";
import { App, Form, Input, Modal } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { MaskedHint, useMay } from "../session/index.ts";
import { AttributeRows } from "./AttributeRows.tsx";
import styles from "./Grids.module.css";
import type { GridDefinition } from "./grid-definition.ts";
import { faultOf, rowsOf } from "./member-attributes.ts";
import { useSaveMember } from "./member-queries.ts";
import { memberWrite, type MemberForm } from "./member-write.ts";

/** When a member is open and what is known of it; or a new one. */
export function MemberDialog(props: {
  readonly grid: GridDefinition;
  /** Nothing: it is new. */
  readonly member: GridMember | undefined;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const { message } = App.useApp();
  const { grid, member: before, onClose } = props;
  const save = useSaveMember(grid.grid);
  const [form, setForm] = useState<MemberForm>({
    member: before?.member ?? {},
    opensOn: before?.opensOn ?? "",
    closesOn: before?.closesOn ?? "",
    rows: rowsOf(before?.attributes ?? {}),
  });
  const { member, opensOn, closesOn, rows } = form;
  const isNamed = grid.dimensions.every(({ dimension }) => (member[dimension] ?? "").trim() !== "");
  const isBackwards = opensOn !== "" && closesOn !== "" && closesOn < opensOn;
  const isFaulty = !isNamed || isBackwards || rows.some((row) => faultOf(row, rows) !== undefined);
  const write = isFaulty ? undefined : memberWrite(before, form);
  const name = grid.dimensions.map(({ dimension }) => member[dimension]?.trim() ?? "").join(" · ");

  const submit = () => {
    if (write === undefined) return;
    save.mutate(write, {
      onSuccess({ retired }) {
        void message.success(t("grids.memberForm.saved", { name }));
        if (retired > 0) void message.info(t("grids.memberForm.retired", { count: retired }));
        onClose();
      },
    });
  };

  return (
    <Modal
      open
      width={640}
      title={before === undefined ? t("grids.memberForm.add") : t("grids.memberForm.title", { name })}
      okText={t("common.save")}
      okButtonProps={{ disabled: write === undefined }}
      onOk={submit}
      onCancel={onClose}
      confirmLoading={save.isPending}
    >
      {save.error !== null && <ProblemAlert error={save.error} />}
      <MaskedHint />
      <Form layout="vertical">
        {before === undefined &&
          grid.dimensions.map(({ dimension, name: label }) => (
            <Form.Item key={dimension} label={label} htmlFor={`member-${dimension}`} required>
              <Input
                id={`member-${dimension}`}
                maxLength={200}
                value={member[dimension] ?? ""}
                onChange={({ target }) => setForm({ ...form, member: { ...member, [dimension]: target.value } })}
              />
            </Form.Item>
          ))}
        <div className={styles["days"]}>
          {(["opensOn", "closesOn"] as const).map((day) => (
            <Form.Item
              key={day}
              label={t(`grids.memberForm.${day}`)}
              htmlFor={`member-${day}`}
              {...(day === "closesOn" && isBackwards && { validateStatus: "error" as const })}
              help={
                day === "closesOn" && isBackwards ? t("grids.memberForm.backwards") : t(`grids.memberForm.${day}Hint`)
              }
            >
              <Input
                type="date"
                id={`member-${day}`}
                value={form[day]}
                onChange={({ target }) => setForm({ ...form, [day]: target.value })}
              />
            </Form.Item>
          ))}
        </div>
      </Form>
      <AttributeRows
        rows={rows}
        mayRemove={may("personal-data:read")}
        onChange={(next) => setForm({ ...form, rows: next })}
      />
    </Modal>
  );
}
