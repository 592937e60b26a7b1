/** What has the user looked at lately? Kept as ids alone; names are asked of the server when they are shown. */
import { queryOptions, useQueries } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { answer, api, type Schema } from "@/api/client.ts";
import { useMe } from "./session.ts";

type Kind = Schema<"FoundKind">;
/** A thing that was looked at. */
export type Visit = { kind: Kind; id: string };
/** A visited thing with its name. */
export type Visited = Visit & { number: string; title: string; subtitle: string };

const MOST = 6;
const KINDS: Record<string, Kind> = {
  kunder: "customer",
  artiklar: "article",
  offerter: "offer",
  order: "order",
  fakturor: "invoice",
};
const PAGE = /^\/(kunder|artiklar|offerter|order|fakturor)\/([0-9a-f]{8}-[0-9a-f-]{27})$/;
const KEPT = "kontoret-recent";
const nameOf = (user: string, company: string | undefined) => `${KEPT}:${user}:${company ?? ""}`;

/** The latest first; nothing when it can't be read. */
function readVisits(name: string): Visit[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each) => typeof each?.id === "string") : [];
  } catch {
    return [];
  }
}

/** The list with a visit at its head. */
export function withVisit(visits: Visit[], visit: Visit): Visit[] {
  return [visit, ...visits.filter(({ id }) => id !== visit.id)].slice(0, MOST);
}

/** Which thing stands at this address. */
export function visitAt(path: string): Visit | undefined {
  const [, place = "", id = ""] = PAGE.exec(path) ?? [];
  const kind = KINDS[place];
  return kind && { kind, id };
}

function useName(): string {
  const { user_id, company } = useMe();
  return nameOf(user_id, company?.id);
}

/** Remembers the things that are opened. */
export function useVisits(): void {
  const name = useName();
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(() => {
    const visit = visitAt(path);
    if (visit) localStorage.setItem(name, JSON.stringify(withVisit(readVisits(name), visit)));
  }, [name, path]);
}

async function named({ kind, id }: Visit): Promise<Omit<Visited, "kind" | "id">> {
  switch (kind) {
    case "customer": {
      const it = await answer(
        api.GET("/api/v1/customers/{customer_id}", { params: { path: { customer_id: id } } }),
      );
      return { number: String(it.number), title: it.name, subtitle: "" };
    }
    case "article": {
      const it = await answer(
        api.GET("/api/v1/articles/{article_id}", { params: { path: { article_id: id } } }),
      );
      return { number: it.number, title: it.name, subtitle: "" };
    }
    case "offer": {
      const it = await answer(api.GET("/api/v1/offers/{offer_id}", { params: { path: { offer_id: id } } }));
      return { number: String(it.number), title: it.title, subtitle: it.customer_name };
    }
    case "order": {
      const it = await answer(api.GET("/api/v1/orders/{order_id}", { params: { path: { order_id: id } } }));
      return { number: String(it.number), title: it.title, subtitle: it.customer_name };
    }
    case "invoice": {
      const it = await answer(
        api.GET("/api/v1/invoices/{invoice_id}", { params: { path: { invoice_id: id } } }),
      );
      return { number: it.number ?? "", title: it.title, subtitle: it.customer_name };
    }
  }
}

const visitQuery = (visit: Visit) =>
  queryOptions({
    queryKey: ["recent", visit.kind, visit.id],
    queryFn: () => named(visit),
    staleTime: 60_000,
    retry: false,
  });

/** The things that were looked at lately, but not the one that stands on the page; what is gone isn't among them. */
export function useRecent(asked: boolean): Visited[] {
  const name = useName();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const visits = asked ? readVisits(name).filter(({ id }) => id !== visitAt(path)?.id) : [];
  const answers = useQueries({ queries: visits.map(visitQuery) });
  return visits.flatMap((visit, place) => {
    const data = answers[place]?.data;
    return data ? [{ ...visit, ...data }] : [];
  });
}
