/** What a department has of its own: a grid, a campaign with a contract, and a period of the grid that is waited for. */

export const gridOf = (grid: string, team: string, name = "网格") => ({
  grid,
  name,
  labels: { team },
  dimensions: [{ dimension: "shop", name: "店铺" }],
  taskTypes: [{ task: "score", name: "评分", worker: "external" }],
});
export const campaignOf = (campaign: string, name = "播报") => ({
  campaign,
  revision: "1",
  name,
  city: campaign,
  period: { from: "2025-05-01", until: "2025-05-31" },
  person: "管家",
  announcementOnly: true,
  messages: { group: "恭喜 {{ name }}" },
});
export const contractRow = (id: string) => ({
  _id: id,
  serviceAppointmentNum: "GD-1",
  serviceHousekeeper: "李青",
  contractdocNum: "YHWX-1",
  adjustRefundMoney: 12_000,
  orgName: "顺达",
  signedDate: "2025-05-06",
});
/** Of the first task type of a grid, so that the list of all grids has one of each department. */
export const deadlineOf = (grid: string) => `
  with p as (
    insert into belfry.grid_periods (grid_id, label, start_on, end_on)
    select id, '2025-08-01', '2025-08-01', '2025-08-01' from belfry.grids where slug = '${grid}' returning id, grid_id)
  insert into belfry.grid_freshness (grid_id, task_type_id, period_id, base_on, deadline_at, at_deadline)
  select p.grid_id, t.id, p.id, '2025-08-02', belfry.now(), false
  from p join belfry.grid_task_types t on t.grid_id = p.grid_id`;
