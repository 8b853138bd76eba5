import type { GridBackfillRequest } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Checkbox, Form, Input, Modal, Radio, Select } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { useBackfillPreview, useStartBackfill } from "./backfill-queries.ts";
import { BackfillPlanView } from "./BackfillPlanView.tsx";
import styles from "./Grids.module.css";
import type { GridDefinition } from "./grid-definition.ts";
import { dimensionValuesQuery } from "./grid-queries.ts";
import { TaskSelect } from "./MapFilters.tsx";

const modes = ["missing", "failed", "all"] as const;
type Mode = (typeof modes)[number];

/** Asks for which days, members and task types cells are made afterwards, says what that comes to, and begins. */
export function BackfillDialog({
  grid,
  onClose,
}: {
  readonly grid: GridDefinition;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const preview = useBackfillPreview(grid.grid);
  const start = useStartBackfill(grid.grid);
  const [from, setFrom] = useState("");
  const [until, setUntil] = useState("");
  const [tasks, setTasks] = useState<readonly string[]>([]);
  const [members, setMembers] = useState<readonly string[]>([]);
  const [mode, setMode] = useState<Mode>("missing");
  const [notify, setNotify] = useState(false);
  const [reason, setReason] = useState("");
  const first = grid.dimensions[0];
  const { data: values = [] } = useQuery(dimensionValuesQuery(grid.grid, first?.dimension ?? ""));
  const isComplete = from !== "" && until !== "" && from <= until && (mode !== "all" || reason.trim() !== "");
  const request: GridBackfillRequest = {
    from,
    until,
    mode,
    notify,
    ...(tasks.length > 0 && { tasks: [...tasks] }),
    ...(first !== undefined && members.length > 0 && { only: { [first.dimension]: [...members] } }),
    ...(reason.trim() !== "" && { reason: reason.trim() }),
  };
  // What was worked out for another wish says nothing about this one.
  const plan = JSON.stringify(preview.variables) === JSON.stringify(request) ? preview.data : undefined;
  const error = start.error ?? preview.error;
  const begin = () =>
    start.mutate(request, {
      onSuccess({ plan: { cells } }) {
        void message.success(t("grids.backfill.started", { count: cells }));
        onClose();
      },
    });

  return (
    <Modal
      open
      width={680}
      title={t("grids.backfill.title")}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t("common.cancel")}
        </Button>,
        <Button
          key="preview"
          disabled={!isComplete}
          loading={preview.isPending}
          onClick={() => preview.mutate(request)}
        >
          {t("grids.backfill.preview")}
        </Button>,
        <Button
          key="start"
          type="primary"
          // Nobody begins what they have not seen the size of.
          disabled={plan === undefined || plan.cells === 0}
          loading={start.isPending}
          onClick={begin}
        >
          {t("grids.backfill.start")}
        </Button>,
      ]}
    >
      {error !== null && <ProblemAlert error={error} />}
      <p>{t("grids.backfill.text")}</p>
      <Form layout="vertical">
        <div className={styles["days"]}>
          <Form.Item label={t("grids.backfill.from")} htmlFor="backfill-from">
            <Input
              type="date"
              id="backfill-from"
              value={from}
              onChange={({ target }) => setFrom(target.value)}
              max={until === "" ? undefined : until}
            />
          </Form.Item>
          <Form.Item label={t("grids.backfill.until")} htmlFor="backfill-until">
            <Input
              type="date"
              id="backfill-until"
              value={until}
              onChange={({ target }) => setUntil(target.value)}
              min={from === "" ? undefined : from}
            />
          </Form.Item>
        </div>
        <Form.Item label={t("grids.tasks")} htmlFor="backfill-tasks">
          <TaskSelect id="backfill-tasks" grid={grid} tasks={tasks} onChange={setTasks} />
        </Form.Item>
        {first !== undefined && (
          <Form.Item label={first.name} htmlFor="backfill-members">
            <Select<string[]>
              mode="multiple"
              allowClear
              id="backfill-members"
              placeholder={t("common.all")}
              value={[...members]}
              onChange={setMembers}
              options={values.map((value) => ({ value, label: value }))}
            />
          </Form.Item>
        )}
        <Form.Item label={t("grids.backfill.mode")}>
          <Radio.Group
            aria-label={t("grids.backfill.mode")}
            value={mode}
            onChange={({ target }) => setMode(target.value as Mode)}
            options={modes.map((value) => ({ value, label: t(`grids.backfill.modes.${value}`) }))}
          />
        </Form.Item>
        <Form.Item
          label={t(mode === "all" ? "grids.reasonFor" : "grids.note")}
          htmlFor="backfill-reason"
          required={mode === "all"}
        >
          <Input
            id="backfill-reason"
            maxLength={1_000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Form.Item>
        <Checkbox checked={notify} onChange={({ target }) => setNotify(target.checked)}>
          {t("grids.backfill.notify")}
        </Checkbox>
      </Form>
      {plan !== undefined && <BackfillPlanView grid={grid} plan={plan} />}
    </Modal>
  );
}
