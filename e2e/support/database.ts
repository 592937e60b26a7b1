/** Where does a test's server keep its data? A new SQLite file, or a new database on the PostgreSQL named by the environment. */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";

/** The URLs of one fresh database. */
export type Database = {
  /** On PostgreSQL: what a copy names as its template. */
  name: string;
  /** For `migrate`: the owner of the schema. */
  ownerUrl: string;
  /** For `seed` and `serve`: on PostgreSQL a role that row-level security binds. */
  appUrl: string;
  /** Whether jobs are a process of their own, as in production; the server with the embedded database does them itself. */
  separateWorker: boolean;
  /** Changes rows beside the server, for what only time would bring. */
  run: (statement: string) => void;
  /** Removes the database; call it when the server has ended. */
  drop: () => void;
};

function psql(url: string, statement: string): void {
  execFileSync("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", statement], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}

const SQLITE =
  "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], timeout=30); db.execute(sys.argv[2]); db.commit()";

function sqlite(file: string, statement: string): void {
  execFileSync("python3", ["-c", SQLITE, file, statement], { stdio: ["ignore", "ignore", "inherit"] });
}

/**
 * Makes a fresh database: on PostgreSQL when `TEST_DATABASE_URL` is set (see .scripts/postgres), else a file in `folder`.
 * On PostgreSQL it is a copy of `template` when one is named; a file comes with its folder.
 */
export function freshDatabase(folder: string, template?: string): Database {
  const owner = process.env.TEST_DATABASE_URL;
  const app = process.env.TEST_APP_DATABASE_URL;
  if (!owner || !app) {
    const file = join(folder, "kontoret.db");
    const url = `sqlite://${file}`;
    const run = (statement: string) => sqlite(file, statement);
    return { name: "", ownerUrl: url, appUrl: url, separateWorker: false, run, drop: () => {} };
  }
  const name = `e2e_${randomBytes(6).toString("hex")}`;
  psql(owner, `CREATE DATABASE ${name}${template ? ` TEMPLATE ${template}` : ""}`);
  const named = (url: string) => {
    const changed = new URL(url);
    changed.pathname = `/${name}`;
    return changed.href;
  };
  return {
    name,
    ownerUrl: named(owner),
    appUrl: named(app),
    separateWorker: true,
    run: (statement) => psql(named(owner), statement),
    drop: () => psql(owner, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}
