/** How does a test get the real server? Starts one on a free port with data of its own, and ends it. */
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Mailbox } from "./mailbox.ts";
import { binary, cleanEnvironment, copyOf, top } from "./template.ts";

const READY_SECONDS = 30;
const END_SECONDS = 15;

/** A running server. */
export type Server = {
  /** Without a slash at the end. */
  url: string;
  mailbox: Mailbox;
  /** Everything that the server has logged so far. */
  log: () => string;
  /** Makes every session one whose user gave the password long ago; logging in again is recent again. */
  ageProofs: () => Promise<void>;
  /** Ends the process by its id and removes its data. Throws when it doesn't end in good order. */
  stop: () => Promise<void>;
};

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object"
          ? done(address.port)
          : failed(new Error("the probe has no port")),
      );
    });
  });
}

function spaFolder(): string {
  const path = resolve(process.env.KONTORET_STATIC ?? join(top, "frontend/dist"));
  if (!existsSync(join(path, "index.html")))
    throw new Error(`the web app ${path} is not built; run: make e2e`);
  return path;
}

/** Waits until `is` says so; throws when the process has ended or it takes too long. */
async function wait(child: ChildProcess, log: () => string, is: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + READY_SECONDS * 1000;
  while (Date.now() < end) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the server ended at start (${child.exitCode ?? child.signalCode}):\n${log()}`);
    if (await is()) return;
    await sleep(50);
  }
  throw new Error(`the server was not ready after ${READY_SECONDS} s:\n${log()}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    throw new Error(`the server had ended by itself (${child.exitCode ?? child.signalCode})`);
  }
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  child.kill("SIGTERM");
  const inTime = await Promise.race([
    ended.then(() => true),
    sleep(END_SECONDS * 1000, false, { ref: false }),
  ]);
  if (!inTime) {
    child.kill("SIGKILL");
    await ended;
    throw new Error(`the server did not end within ${END_SECONDS} s after SIGTERM`);
  }
  if (child.exitCode !== 0) throw new Error(`the server ended with ${child.exitCode ?? child.signalCode}`);
}

/** Starts a server with data of its own: an empty database, or the demo data when `seeded`. */
export async function startServer(seeded: boolean): Promise<Server> {
  const [program, spa, port] = [binary(), spaFolder(), await freePort()];
  const folder = mkdtempSync(join(tmpdir(), "kontoret-e2e-"));
  const { database, masterKey } = copyOf(seeded ? "seeded" : "empty", folder);
  const url = `http://127.0.0.1:${port}`;
  const logFile = join(folder, "server.log");
  const log = () => (existsSync(logFile) ? readFileSync(logFile, "utf8") : "");
  const remove = () => {
    database.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  const environment: NodeJS.ProcessEnv = {
    ...cleanEnvironment(),
    KONTORET_LISTEN: `127.0.0.1:${port}`,
    KONTORET_PUBLIC_URL: url,
    KONTORET_DATA: folder,
    KONTORET_MASTER_KEY: masterKey,
    KONTORET_STATIC: spa,
  };
  const running: ChildProcess[] = [];
  const sink = createWriteStream(logFile);
  const start = (command: string): ChildProcess => {
    const child = spawn(program, [command], {
      cwd: folder,
      env: { ...environment, DATABASE_URL: database.appUrl },
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.push(child);
    child.stdout?.pipe(sink, { end: false });
    child.stderr?.pipe(sink, { end: false });
    return child;
  };
  try {
    const answers = async () => (await fetch(`${url}/readyz`).catch(() => null))?.status === 200;
    await wait(start("serve"), log, answers);
    // A worker takes no signal before it has said this.
    if (database.separateWorker)
      await wait(start("worker"), log, async () => log().includes("ready to work off jobs"));
  } catch (error) {
    for (const child of running) child.kill("SIGKILL");
    remove();
    throw error;
  }
  return {
    url,
    mailbox: new Mailbox(join(folder, "mail")),
    log,
    ageProofs: async () => {
      database.run("UPDATE session SET proven_at = '2020-01-01 00:00:00+00:00'");
      // The server asks for a session once a second.
      await sleep(1000);
    },
    stop: async () => {
      try {
        await Promise.all(running.map(end));
      } finally {
        remove();
      }
    },
  };
}
