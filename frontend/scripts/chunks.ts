/** Which modules travel in one file? Those that the same pages need; small files go with their likeliest company. */
import { build, type Plugin, type Rolldown, type UserConfig } from "vite";

/** Modules that are loaded together, and the pages that load them. */
type Cluster = { modules: string[]; size: number; pages: Set<string>; leadsTo: Set<Cluster> };

/** A file more costs a page as much as this many bytes that it doesn't need. */
const FILE_COST = 1000;

/** A phone in the field waits longest: what it loads counts so many times. */
const PHONE_PAGE = /\/features\/time\/(time-page|day-view)\.tsx$/;
const PHONE_WEIGHT = 10;

type Chunks = Map<string, Rolldown.OutputChunk>;

/** A file and everything that is loaded with it. */
function closure(start: string, chunks: Chunks, seen = new Set<string>()): Set<string> {
  if (seen.has(start)) return seen;
  seen.add(start);
  for (const next of chunks.get(start)?.imports ?? []) closure(next, chunks, seen);
  return seen;
}

/** What each page loads, by the page's module. Pages are what the routes import when they are opened. */
function pagesOf(chunks: Chunks, isPage: (module: string) => boolean): Map<string, Set<string>> {
  const fileOf = (fits: (module: string) => boolean) =>
    [...chunks.values()].find(({ facadeModuleId }) => facadeModuleId && fits(facadeModuleId))?.fileName ?? "";
  const main = closure(
    fileOf((module) => module.endsWith("/index.html")),
    chunks,
  );
  const frame = closure(
    fileOf((module) => module.endsWith("/src/app/shell.tsx")),
    chunks,
  );
  const pages = new Map([["main", main]]);
  for (const { facadeModuleId, fileName } of chunks.values()) {
    if (!facadeModuleId || !isPage(facadeModuleId)) continue;
    const outside = /\/features\/session\/|\/public-|-link-page/.test(facadeModuleId);
    const loaded = closure(fileName, chunks, new Set(main));
    pages.set(facadeModuleId, outside ? loaded : new Set([...loaded, ...frame]));
  }
  return pages;
}

/** A cluster and everything that it leads to. */
function reachOf(start: Cluster): Set<Cluster> {
  const known = reached.get(start);
  if (known) return known;
  const seen = new Set([start]);
  for (const at of seen) for (const next of at.leadsTo) seen.add(next);
  reached.set(start, seen);
  return seen;
}
/** As long as nothing has been put together. */
let reached = new Map<Cluster, Set<Cluster>>();

const weightOf = (page: string) => (PHONE_PAGE.test(page) ? PHONE_WEIGHT : 1);

/** What pages of `a` that don't load `b` pay for it, with all that it leads to. */
function burden(a: Cluster, b: Cluster): number {
  const strangers = [...a.pages].filter((page) => !b.pages.has(page));
  if (strangers.length === 0) return 0;
  let cost = 0;
  for (const { size, pages } of reachOf(b))
    for (const page of strangers) if (!pages.has(page)) cost += size * weightOf(page);
  return cost;
}

/** What merging two clusters saves in files, less what it costs in bytes that pages don't need. */
function gainOf(a: Cluster, b: Cluster): number {
  let both = 0;
  for (const page of a.pages) if (b.pages.has(page)) both += 1;
  const saved = both * FILE_COST;
  // Most pairs are far from paying.
  if (Math.min(a.size, b.size) > saved && a.pages.size !== b.pages.size) return -1;
  return saved - burden(a, b) - burden(b, a);
}

/** Whether one cluster leads to the other by way of a third: in one file they would wait for each other. */
function roundabout(a: Cluster, b: Cluster): boolean {
  const [ofA, ofB] = [reachOf(a), reachOf(b)];
  const by = (from: Cluster, to: Cluster, reach: Set<Cluster>) =>
    [...reach].some((at) => at !== from && at !== to && at.leadsTo.has(to));
  return by(a, b, ofA) || by(b, a, ofB);
}

/** Puts `b` into `a`. */
function join(a: Cluster, b: Cluster, all: Set<Cluster>): void {
  for (const at of reachOf(b)) for (const page of a.pages) at.pages.add(page);
  for (const at of reachOf(a)) for (const page of b.pages) at.pages.add(page);
  a.modules.push(...b.modules);
  a.size += b.size;
  for (const next of b.leadsTo) a.leadsTo.add(next);
  all.delete(b);
  for (const each of all) if (each.leadsTo.delete(b)) each.leadsTo.add(a);
  a.leadsTo.delete(a);
  reached = new Map();
}

/** Merges two at a time, the best pairs first, as long as it pays. */
function merge(clusters: Cluster[]): Cluster[] {
  const all = new Set(clusters);
  for (;;) {
    const list = [...all];
    const pairs = list
      .flatMap((a, place) => list.slice(place + 1).map((b) => ({ a, b, gain: gainOf(a, b) })))
      .filter(({ gain }) => gain > 0)
      .sort((x, y) => y.gain - x.gain);
    const touched = new Set<Cluster>();
    for (const { a, b } of pairs) {
      if (touched.has(a) || touched.has(b) || gainOf(a, b) <= 0 || roundabout(a, b)) continue;
      join(a, b, all);
      touched.add(a).add(b);
    }
    if (touched.size === 0) return list;
  }
}

/** The file of each module that pages share. */
function plan(chunks: Chunks, isPage: (module: string) => boolean): Map<string, string> {
  const pages = pagesOf(chunks, isPage);
  const clusters = new Map<string, Cluster>();
  for (const { fileName, moduleIds, code, isDynamicEntry } of chunks.values()) {
    const users = [...pages].filter(([, loaded]) => loaded.has(fileName)).map(([page]) => page);
    if (users.length === 0 || isDynamicEntry) continue;
    clusters.set(fileName, {
      modules: [...moduleIds],
      size: code.length,
      pages: new Set(users),
      leadsTo: new Set(),
    });
  }
  for (const [fileName, cluster] of clusters)
    for (const next of chunks.get(fileName)?.imports ?? []) {
      const to = clusters.get(next);
      if (to) cluster.leadsTo.add(to);
    }
  const merged = merge([...clusters.values()]).sort((a, b) => b.pages.size - a.pages.size || b.size - a.size);
  return new Map(
    merged.flatMap(({ modules }, place) =>
      modules.map((module) => [module, place ? `shared-${place}` : "base"] as const),
    ),
  );
}

/** Words have their language in the name of their file. */
function fileName({ facadeModuleId }: Rolldown.PreRenderedChunk): string {
  const [, language] = /\/src\/i18n\/(\w+)\/\w+\.json$/.exec(facadeModuleId ?? "") ?? [];
  return `assets/${language ? `${language}-` : ""}[name]-[hash].js`;
}

/** Builds once to see which modules pages share, then lets them travel together. */
export function fewerFiles(): Plugin {
  return {
    name: "fewer-files",
    apply: "build",
    async config(config): Promise<UserConfig | undefined> {
      const isPage = new Set<string>();
      const look: Plugin = {
        name: "look",
        buildEnd() {
          for (const id of this.getModuleIds())
            if (
              this.getModuleInfo(id)?.dynamicImporters.some((from) => /\/src\/routes\//.test(from)) ||
              PHONE_PAGE.test(id)
            )
              isPage.add(id);
        },
      };
      const plugins = [...(config.plugins ?? []), look].filter(
        (each) => (each as Plugin)?.name !== "fewer-files",
      );
      const seen = await build({
        ...config,
        configFile: false,
        logLevel: "error",
        plugins,
        build: { ...config.build, write: false },
      });
      const { output } = (Array.isArray(seen) ? seen[0] : seen) as Rolldown.RolldownOutput;
      const chunks: Chunks = new Map(
        output.flatMap((each) => (each.type === "chunk" ? [[each.fileName, each] as const] : [])),
      );
      const files = plan(chunks, (module) => isPage.has(module));
      const name = (module: string) => files.get(module) ?? null;
      return {
        build: {
          rolldownOptions: {
            output: {
              chunkFileNames: fileName,
              codeSplitting: {
                includeDependenciesRecursively: false,
                groups: [{ name, debugName: "by page" }],
              },
            },
          },
        },
      };
    },
  };
}
