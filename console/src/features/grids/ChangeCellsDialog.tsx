import type { GridChangeCells, GridWish } from "@belfry/client";
import { App, Form, Modal } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { ReasonField } from "../../ui/ReasonField.tsx";
import { useChangeCells } from "./grid-queries.ts";

/** Asks why cells are tried again, left out, or done, and does it. */
export function ChangeCellsDialog(props: {
  readonly grid: string;
  readonly wish: GridWish;
  readonly of: GridChangeCells;
  readonly count: number;
  readonly onChanged?: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { grid, wish, of, count, onClose } = props;
  const change = useChangeCells(grid, ({ changed, more }) => {
    void message.success(t("grids.changed", { count: changed }));
    // At most so many are changed at once: the dialog stays for the rest.
    if (more) return;
    props.onChanged?.();
    onClose();
  });
  const [reason, setReason] = useState("");
  const needsReason = wish !== "retry";

  return (
    <Modal
      open
      title={t(`grids.wishes.${wish}.title`, { count })}
      okText={t(change.data?.more === true ? "grids.goOn" : `grids.wishes.${wish}.name`)}
      okButtonProps={{ disabled: needsReason && reason.trim() === "" }}
      onOk={() => change.mutate({ wish, of, reason: reason.trim() })}
      onCancel={onClose}
      confirmLoading={change.isPending}
    >
      {change.error !== null && <ProblemAlert error={change.error} />}
      <p>{t(change.data?.more === true ? "grids.moreCells" : `grids.wishes.${wish}.text`)}</p>
      <Form layout="vertical">
        <ReasonField
          id="cell-reason"
          label={t(needsReason ? "grids.reasonFor" : "grids.note")}
          value={reason}
          onChange={setReason}
        />
      </Form>
    </Modal>
  );
}
