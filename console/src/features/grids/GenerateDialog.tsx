import { useQuery } from "@tanstack/react-query";
import { Form, Input, Modal, Select } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { GeneratedTasks } from "./GeneratedTasks.tsx";
import { schedulesOf, type GridDefinition } from "./grid-definition.ts";
import { dimensionValuesQuery, useGenerate } from "./grid-queries.ts";
import type { GridSchedule } from "./grid-search.ts";
import { TaskSelect } from "./MapFilters.tsx";

/** Makes the cells of a day by hand; doing it again makes only what is missing. */
export function GenerateDialog({
  grid,
  onClose,
}: {
  readonly grid: GridDefinition;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const generate = useGenerate(grid.grid);
  const [schedule, setSchedule] = useState<GridSchedule | "all">("all");
  const [date, setDate] = useState("");
  const [tasks, setTasks] = useState<readonly string[]>([]);
  const [members, setMembers] = useState<readonly string[]>([]);
  const first = grid.dimensions[0];
  const { data: values = [] } = useQuery(dimensionValuesQuery(grid.grid, first?.dimension ?? ""));
  const done = generate.data;

  const submit = () =>
    generate.mutate({
      schedule,
      ...(date !== "" && { date }),
      ...(tasks.length > 0 && { tasks: [...tasks] }),
      ...(first !== undefined && members.length > 0 && { only: { [first.dimension]: [...members] } }),
    });

  return (
    <Modal
      open
      width={640}
      title={t("grids.generate.title")}
      okText={t(done === undefined ? "grids.generate.confirm" : "grids.generate.again")}
      cancelText={t(done === undefined ? "common.cancel" : "common.close")}
      onOk={submit}
      onCancel={onClose}
      confirmLoading={generate.isPending}
    >
      {generate.error !== null && <ProblemAlert error={generate.error} />}
      <p>{t("grids.generate.text")}</p>
      <Form layout="vertical">
        <Form.Item label={t("grids.schedule")} htmlFor="generate-schedule">
          <Select<GridSchedule | "all">
            id="generate-schedule"
            value={schedule}
            onChange={setSchedule}
            options={(["all", ...schedulesOf(grid)] as const).map((value) => ({
              value,
              label: t(`grids.schedules.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item label={t("grids.generate.baseDate")} htmlFor="generate-date" help={t("grids.generate.dateHint")}>
          <Input
            type="date"
            id="generate-date"
            value={date}
            onChange={({ target }) => setDate(target.value)}
            style={{ width: 180 }}
          />
        </Form.Item>
        <Form.Item label={t("grids.tasks")} htmlFor="generate-tasks">
          <TaskSelect
            id="generate-tasks"
            grid={grid}
            schedule={schedule === "all" ? undefined : schedule}
            tasks={tasks}
            onChange={setTasks}
          />
        </Form.Item>
        {first !== undefined && (
          <Form.Item label={first.name} htmlFor="generate-members">
            <Select<string[]>
              mode="multiple"
              allowClear
              id="generate-members"
              placeholder={t("common.all")}
              value={[...members]}
              onChange={setMembers}
              options={values.map((value) => ({ value, label: value }))}
            />
          </Form.Item>
        )}
      </Form>
      {done !== undefined && (
        <>
          <p>
            <output>
              {t("grids.generate.summary", { created: done.created, existing: done.existing, failed: done.failed })}
            </output>
          </p>
          <GeneratedTasks tasks={done.tasks} />
        </>
      )}
    </Modal>
  );
}
