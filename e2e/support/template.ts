/** How does every test get data of its own without waiting for it? It is made once per run and copied. */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { type Database, freshDatabase } from "./database.ts";

/** The top of the tree. */
export const top = resolve(import.meta.dirname, "../..");

/** Where the processes of a run find what its beginning has made. */
const FOLDER = "E2E_TEMPLATES";
type Kind = "empty" | "seeded";
type Template = { database: string; masterKey: string };

/** The server under test. */
export function binary(): string {
  const path = resolve(process.env.KONTORET_BIN ?? join(top, "target/debug/kontoret"));
  if (!existsSync(path)) throw new Error(`the server ${path} is not built; run: make e2e`);
  return path;
}

/** The developer's own settings must not reach the server under test. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !name.startsWith("KONTORET_") && !name.startsWith("TEST_") && name !== "DATABASE_URL",
    ),
  );
}

async function make(kind: Kind, home: string): Promise<Database> {
  const folder = join(home, kind);
  mkdirSync(folder);
  const database = freshDatabase(folder);
  const masterKey = randomBytes(32).toString("hex");
  const run = (command: string, url: string) =>
    promisify(execFile)(binary(), [command], {
      cwd: folder,
      env: {
        ...cleanEnvironment(),
        KONTORET_DATA: folder,
        KONTORET_MASTER_KEY: masterKey,
        DATABASE_URL: url,
      },
      maxBuffer: 16 * 1024 * 1024,
    });
  await run("migrate", database.ownerUrl);
  if (kind === "seeded") await run("seed", database.appUrl);
  const template: Template = { database: database.name, masterKey };
  writeFileSync(join(home, `${kind}.json`), JSON.stringify(template));
  return database;
}

/** A copy in `folder` (and on PostgreSQL in a database of its own), with the key that its secrets are sealed with. */
export function copyOf(kind: Kind, folder: string): { database: Database; masterKey: string } {
  const home = process.env[FOLDER];
  if (!home) throw new Error("the run has made no templates; see globalSetup in playwright.config.ts");
  const template: Template = JSON.parse(readFileSync(join(home, `${kind}.json`), "utf8"));
  cpSync(join(home, kind), folder, { recursive: true });
  return { database: freshDatabase(folder, template.database), masterKey: template.masterKey };
}

/** Makes the templates; gives what removes them at the end of the run. */
export default async function makeTemplates(): Promise<() => void> {
  const home = mkdtempSync(join(tmpdir(), "kontoret-e2e-templates-"));
  process.env[FOLDER] = home;
  const made: Database[] = [];
  const remove = () => {
    for (const database of made) database.drop();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    for (const kind of ["empty", "seeded"] as const) made.push(await make(kind, home));
  } catch (error) {
    remove();
    throw error;
  }
  return remove;
}
