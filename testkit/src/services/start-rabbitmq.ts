import { chmod, mkdir, writeFile } from "node:fs/promises";
import { globSync } from "node:fs";
import { join } from "node:path";
import { askPort } from "./ask-port.ts";
import { debianProgram } from "./debian-program.ts";
import { freePort } from "./free-port.ts";
import { startService, testUser, type TestService } from "./test-service.ts";

/**
 * Starts a RabbitMQ for tests, with a node, a cookie and a name service of its own: those of the machine would be
 * shared by all test runs and outlive them. Durable queues outlive `restart()`.
 */
export async function startRabbitmq(): Promise<TestService> {
  const server = debianProgram("rabbitmq-server", "usr/lib/rabbitmq/bin/rabbitmq-server");
  const epmd = debianProgram("erlang-base", "usr/bin/epmd");
  const [port, distributionPort, epmdPort] = [await freePort(), await freePort(), await freePort()];
  const epmdEnv = { ...epmd.env, ERL_EPMD_PORT: String(epmdPort), ERL_EPMD_ADDRESS: "127.0.0.1" };
  return startService({
    port,
    url: `amqp://${testUser.name}:${testUser.password}@127.0.0.1:${port}`,
    companions: async (folder) => [
      {
        name: "epmd",
        path: epmd.path,
        args: [],
        env: epmdEnv,
        folder,
        answers: async () => (await askPort(epmdPort, namesRequest)) !== undefined,
      },
    ],
    async prepare(folder) {
      await mkdir(join(folder, "bin"));
      await writeErl(join(folder, "bin/erl"), epmd.root);
      await writeFile(join(folder, "plugins"), "[].\n");
      await writeFile(
        join(folder, "rabbitmq.conf"),
        `default_user = ${testUser.name}
default_pass = ${testUser.password}
log.console = true
log.console.level = error
`,
      );
      return {
        name: "rabbitmq-server",
        path: server.path,
        args: [],
        folder,
        env: {
          ...epmdEnv,
          PATH: `${join(folder, "bin")}:${process.env["PATH"] ?? ""}`,
          // Otherwise a shell stays between us and the server, and killing it leaves the server behind.
          RUNNING_UNDER_SYSTEMD: "true",
          RABBITMQ_NODENAME: `belfry-${port}@localhost`,
          RABBITMQ_NODE_IP_ADDRESS: "127.0.0.1",
          RABBITMQ_NODE_PORT: String(port),
          RABBITMQ_DIST_PORT: String(distributionPort),
          RABBITMQ_MNESIA_BASE: join(folder, "data"),
          RABBITMQ_LOG_BASE: join(folder, "log"),
          RABBITMQ_LOGS: "-",
          RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, "plugins"),
          RABBITMQ_CONFIG_FILE: join(folder, "rabbitmq.conf"),
          RABBITMQ_ADVANCED_CONFIG_FILE: join(folder, "advanced.config"),
          RABBITMQ_CONF_ENV_FILE: join(folder, "rabbitmq-env.conf"),
          RABBITMQ_PID_FILE: join(folder, "pid"),
          // Erlang would else keep every core busy while it waits, and the tests need them.
          RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: "+S 1:1 +sbwt none +sbwtdcpu none +sbwtdio none",
        },
        // A frame of method 10,10: the server starts the conversation.
        answers: async () => (await askPort(port, "AMQP\0\0\x09\x01"))?.[0] === 1,
      };
    },
  });
}

/** Asks epmd for the names it knows: two bytes of length and the letter n. */
const namesRequest = Buffer.from([0, 1, 0x6e]);

/** Debian's `erl` looks below /usr only; this one looks where the packages lie. */
async function writeErl(path: string, root: string): Promise<void> {
  const erlang = join(root, "usr/lib/erlang");
  const [bin] = globSync(join(erlang, "erts-*/bin"));
  if (bin === undefined) throw new Error(`There is no Erlang below ${erlang}.`);
  await writeFile(
    path,
    `#!/bin/sh
export ROOTDIR="${erlang}" BINDIR="${bin}" EMU=beam PROGNAME=erl
exec "$BINDIR/erlexec" "$@"
`,
  );
  await chmod(path, 0o755);
}
