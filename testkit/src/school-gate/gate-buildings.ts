/** One dormitory building as the gate system names it. */
export interface GateBuilding {
  /** What people type and the configuration lists: "1" to "20". */
  readonly code: string;
  /** What is written on the building and in the list: code 11 is 11A. */
  readonly display: string;
  readonly buildingId: string;
  readonly group: "中院" | "西院";
  readonly buildingGroupId: string;
}

/** The campus that every query must name. */
export const gateCampusId = "4f1d7b0c96a24e5d8b3c2a7e90f6d154";

const groupIds = { 中院: "851c0092fe8a5c4969fd9e8e2b5200e9", 西院: "5760ba66b341e2bb968ea7b990fa873d" } as const;

// Codes 1 to 14 are the middle court, 15 and above the western one; the display stops being the code at 11.
const lastCodeOfMiddleCourt = 14;

const rows: readonly (readonly [display: string, buildingId: string])[] = [
  ["1", "7d6716cae1ce1ce062af12d9ddbe7798"],
  ["2", "7e994f8176dbd4a52c25794b1c14a1f3"],
  ["3", "d25c14ad59fe9972a5c763a0ebbe5eae"],
  ["4", "96a9f706e3826df71d073fce0eb6fb4a"],
  ["5", "2f9d3d8e04a3110b2e303efc996a111d"],
  ["6", "eb73cc1d4a0e6dc28eb8c25336bf248e"],
  ["7", "8edd444106ef2669494b33f1984f6a76"],
  ["8", "d3efaaf7113f226596411db1935bfbc9"],
  ["9", "99c36d89960714c4c232f65c1e46d2c6"],
  ["10", "0c395dfa5a2b85dd9d2df7746705721c"],
  ["11A", "83b331d588ea32c0d6a9e58c4dd99e32"],
  ["11B", "5ca6425134fad4ba753dbb355e7c590d"],
  ["12A", "80400e76981c330b0d2e59c2c240236f"],
  ["12B", "5656779b448195dec3e809ab0f7e9f19"],
  ["13", "000299ae644a2cee43bcb34c23909679"],
  ["14", "6a8893dfc2ac6bb00da3807e10c11d8f"],
  ["15", "f83e242894851bdff1f252b15d2e7058"],
  ["16", "29f75988510ffd48a43f59f8c7db3f68"],
  ["17A", "c25b2059afb0e9d3cf9605df56e71a6a"],
  ["17B", "6a9716506e006f15ba93d86d006ceda2"],
];

/** All buildings of the campus, by rising code. */
export const gateBuildings: readonly GateBuilding[] = rows.map(([display, buildingId], index) => {
  const group = index < lastCodeOfMiddleCourt ? "中院" : "西院";
  return { code: String(index + 1), display, buildingId, group, buildingGroupId: groupIds[group] };
});
