import { expect, test } from "vitest";
import { createSendSlots } from "./send-slots.ts";

/** Work that ends when it is told to, in a place that writes down when each began. */
function watched(atOnce: number) {
  const slots = createSendSlots(atOnce);
  const begun: string[] = [];
  const end = new Map<string, (error?: Error) => void>();
  const add = (name: string, isUrgent = false) =>
    slots.use(isUrgent, () => {
      begun.push(name);
      return new Promise<string>((resolve, reject) => {
        end.set(name, (error) => (error === undefined ? resolve(name) : reject(error)));
      });
    });
  return { begun, add, end: (name: string, error?: Error) => end.get(name)?.(error) };
}

test("two of the slots are for urgent messages alone, and whoever is urgent comes before those who wait", async () => {
  const { begun, add, end } = watched(4);
  const work = ["a", "b", "c", "d"].map((name) => add(name));
  const alarms = ["A", "B", "C"].map((name) => add(name, true));
  await Promise.resolve();
  expect(begun).toEqual(["a", "b", "A", "B"]);
  end("a");
  await work[0];
  expect(begun).toEqual(["a", "b", "A", "B", "C"]);
  end("b");
  end("A");
  await Promise.all([work[1], alarms[0]]);
  expect(begun.slice(5)).toEqual([]);
  end("B");
  await alarms[1];
  expect(begun.slice(5)).toEqual(["c"]);
  end("C");
  await alarms[2];
  expect(begun.slice(6)).toEqual(["d"]);
});

test("a single slot is for everybody, and work that fails gives its slot back", async () => {
  const { begun, add, end } = watched(1);
  const first = add("first");
  const second = add("second");
  await Promise.resolve();
  end("first", new Error("the server is gone"));
  await expect(first).rejects.toThrow("the server is gone");
  expect(begun).toEqual(["first", "second"]);
  end("second");
  expect(await second).toBe("second");
});
