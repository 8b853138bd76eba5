import { expect, test } from "vitest";
import { contentDisposition } from "./send-download.ts";

test.each([
  ["report.xlsx", `attachment; filename="report.xlsx"; filename*=UTF-8''report.xlsx`],
  [
    "滨海校区晚归名单2026.2.16.xlsx",
    `attachment; filename="________2026.2.16.xlsx"; filename*=UTF-8''%E6%BB%A8%E6%B5%B7%E6%A0%A1%E5%8C%BA%E6%99%9A%E5%BD%92%E5%90%8D%E5%8D%952026.2.16.xlsx`,
  ],
  [`a"b\\c%d.txt`, `attachment; filename="a_b_c_d.txt"; filename*=UTF-8''a%22b%5Cc%25d.txt`],
  ["x\r\nSet-Cookie: a=b", `attachment; filename="x__Set-Cookie: a=b"; filename*=UTF-8''x%0D%0ASet-Cookie%3A%20a%3Db`],
  ["it's (1)*!.txt", `attachment; filename="it's (1)*!.txt"; filename*=UTF-8''it%27s%20%281%29%2A%21.txt`],
  ["half \ud800.txt", `attachment; filename="half _.txt"; filename*=UTF-8''half%20%EF%BF%BD.txt`],
])("the name %j reaches the browser whole and brings no header with it", (name, header) => {
  expect(contentDisposition(name)).toBe(header);
});
