import { AppError } from "@belfry/model";
import { DatabaseError } from "pg";
import { expect, test } from "vitest";
import { explainDatabaseError, isTransientDatabaseError } from "./errors.ts";

function databaseError(code: string): DatabaseError {
  const error = new DatabaseError(`state ${code}`, 0, "error");
  error.code = code;
  return error;
}
const socketError = (code: string) => Object.assign(new Error(""), { code });

const unreachable: readonly [string, Error][] = [
  ["a refused connection", socketError("ECONNREFUSED")],
  ["a connection that was reset", socketError("ECONNRESET")],
  ["a name that is not known at the moment", socketError("EAI_AGAIN")],
  ["a host without a way to it", socketError("EHOSTUNREACH")],
  ["a socket whose server is gone", socketError("ENOENT")],
  ["a session that an administrator ended", databaseError("57P01")],
  ["a server that starts up", databaseError("57P03")],
  ["no connection left", databaseError("53300")],
  ["no memory left", databaseError("53200")],
  ["a broken connection", databaseError("08006")],
  ["a transaction that stood idle", databaseError("25P03")],
  ["a standby that is not promoted yet", databaseError("25006")],
  ["a pool that stayed empty", new Error("timeout exceeded when trying to connect")],
  ["a connection that broke", new Error("Connection terminated unexpectedly")],
  ["a client after its connection broke", new Error("Client has encountered a connection error and is not queryable")],
  ["an answer that did not come", new Error("Query read timeout")],
];

test.each(unreachable)("%s: the database is unreachable, and the same may be tried again", (_what, error) => {
  expect(isTransientDatabaseError(error)).toBe(true);
  const explained = explainDatabaseError(error);
  expect(explained).toMatchObject({ code: "DATABASE_UNREACHABLE", cause: error });
  expect((explained as AppError).detail).not.toBe("");
  expect(isTransientDatabaseError(explained)).toBe(true);
});

test.each([
  ["a serialization failure", "40001"],
  ["a deadlock", "40P01"],
  ["a lock that was not available", "55P03"],
  ["a statement that somebody cancelled", "57014"],
])("%s may be tried again and stays what it is", (_what, code) => {
  const error = databaseError(code);
  expect(isTransientDatabaseError(error)).toBe(true);
  expect(explainDatabaseError(error)).toBe(error);
});

test("a full disk has its own name, and work goes on when there is room again", () => {
  const explained = explainDatabaseError(databaseError("53100"));
  expect(explained).toMatchObject({ code: "DISK_FULL" });
  expect(isTransientDatabaseError(explained)).toBe(true);
});

test.each([
  ["a duplicate key", databaseError("23505")],
  ["a text that is no number", databaseError("22P02")],
  ["a table that does not exist", databaseError("42P01")],
  ["a wrong password", databaseError("28P01")],
  ["a bug of ours", new TypeError("x is not a function")],
  ["a refusal of ours", new AppError("LEASE_LOST")],
  ["a pool that was closed", new Error("Cannot use a pool after calling end on the pool")],
  ["something that is no error", "no"],
])("%s is not tried again", (_what, error) => {
  expect(isTransientDatabaseError(error)).toBe(false);
  expect(explainDatabaseError(error)).toBe(error);
});
