import { connect, type Socket } from "node:net";
import { once } from "node:events";
import { describe, expect, test } from "vitest";
import {
  startMariadb,
  startMosquitto,
  startNats,
  startRabbitmq,
  startRedis,
  startS3,
  type TestService,
} from "@belfry/testkit";
import { debianProgram } from "../../src/services/debian-program.ts";

const services: readonly [string, () => Promise<TestService>][] = [
  ["RabbitMQ", startRabbitmq],
  ["Redis", startRedis],
  ["NATS", startNats],
  ["Mosquitto", startMosquitto],
  ["MariaDB", startMariadb],
];

async function open(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  return socket;
}

describe.each(services)("%s", (_name, start) => {
  test("goes away, comes back on its port and is gone after the test", async () => {
    await using service = await start();
    (await open(service.port)).destroy();
    await service.stop();
    await expect(open(service.port)).rejects.toThrow("ECONNREFUSED");
    await service.start();
    (await open(service.port)).destroy();
    await service[Symbol.asyncDispose]();
    await expect(open(service.port)).rejects.toThrow("ECONNREFUSED");
    // RabbitMQ takes its time on a busy machine.
  }, 120_000);
});

test("the S3 server answers and is gone after the test", async () => {
  const s3 = await startS3();
  const answer = await fetch(`${s3.endpoint}/${s3.bucket}/nothing`);
  expect(answer.status).toBe(404);
  await s3[Symbol.asyncDispose]();
  await s3[Symbol.asyncDispose]();
  await expect(fetch(s3.endpoint)).rejects.toThrow();
});

test("a server that is not there is a failure that names its package", () => {
  expect(() => debianProgram("no-such-package", "usr/bin/no-such-program")).toThrow("no-such-package is missing");
});
