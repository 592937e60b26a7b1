/** How does a page do without what isn't looked at yet? It is fetched when it is wanted, or when the page has come to rest. */
import { type ComponentType, createElement, type FunctionComponent, useEffect, useState } from "react";
import { NewerVersion, reloadOnce } from "@/api/part.ts";

const AGAIN_MILLIS = 2000;
const REST_MILLIS = 500;

/** A part that can wait. */
export type Later<Module> = {
  /** The part, once it is here. */
  here: () => Module | undefined;
  get: () => Promise<Module>;
};

/** Calls when the page has nothing better to do. */
function atRest(then: () => void): void {
  const idle = "requestIdleCallback" in window ? requestIdleCallback : (now: () => void) => now();
  setTimeout(() => idle(then), REST_MILLIS);
}

/**
 * Fetches a part at most once: `later(part(() => import("…")))`. Without being asked it does so when the page has come to
 * rest, so that the part is there when it is wanted, without contact, too.
 */
export function later<Module>(load: () => Promise<Module>): Later<Module> {
  let module: Module | undefined;
  let begun: Promise<Module> | undefined;
  const begin = async () => {
    try {
      module = await load();
      return module;
    } catch (error) {
      begun = undefined;
      throw error;
    }
  };
  const get = () => {
    begun ??= begin();
    return begun;
  };
  atRest(() => get().catch(() => undefined));
  return { here: () => module, get };
}

/** The part as soon as it is `wanted` and here. */
export function useLater<Module>(source: Later<Module>, wanted: boolean): Module | undefined {
  const [module, setModule] = useState(() => (wanted ? source.here() : undefined));
  useEffect(() => {
    if (!wanted) return;
    let left = false;
    let timer: ReturnType<typeof setTimeout>;
    const ask = () =>
      source.get().then(
        (fetched) => !left && setModule(() => fetched),
        (error) => {
          if (left) return;
          if (error instanceof NewerVersion) reloadOnce();
          else timer = setTimeout(ask, AGAIN_MILLIS);
        },
      );
    ask();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [source, wanted]);
  return module;
}

/** A component that is fetched as soon as its properties say that it is wanted; afterwards it stays. */
export function whenWanted<Module, Props extends object>(
  load: () => Promise<Module>,
  pick: (module: Module) => ComponentType<Props>,
  wanted: (props: Props) => boolean,
): FunctionComponent<Props> {
  const source = later(load);
  return function WhenWanted(props) {
    const [was, setWas] = useState(false);
    const is = was || wanted(props);
    if (is && !was) setWas(true);
    const here = useLater(source, is);
    return here ? createElement(pick(here), props) : null;
  };
}
