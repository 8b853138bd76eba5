import type { MetabaseCard } from "./metabase-cards.ts";

const late = [
  ["一号楼", "滨海校区", 3],
  ["二号楼", "滨海校区", 0],
  ["三号楼", "滨海校区", 7],
  ["北苑", "城中校区", 2],
] as const;

/** The saved questions of the demo. */
export const sandboxCards: readonly MetabaseCard[] = [
  {
    id: 1,
    name: "本周各楼晚归人数",
    columns: [
      { name: "building", displayName: "楼栋" },
      { name: "campus", displayName: "校区" },
      { name: "late", displayName: "晚归人数" },
    ],
    rows: (parameters) => {
      const campus = parameters.find(({ target }) => JSON.stringify(target).includes('"campus"'))?.value;
      return late.filter((row) => campus === undefined || row[1] === campus);
    },
  },
];
