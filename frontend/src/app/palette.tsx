/** How does one get anywhere by typing? Ctrl+K: places, commands, what was visited, and everything the server finds. */
import { createSpotlight, Spotlight, type SpotlightActionData } from "@mantine/spotlight";
import "@mantine/spotlight/styles.layer.css";
import IconSearch from "@tabler/icons-react/dist/esm/icons/IconSearch.mjs";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Schema } from "@/api/client.ts";
import { useFound } from "@/ui/use-found.ts";
import { PLACES } from "./navigation.ts";
import { useCommands } from "./palette-commands.tsx";
import { useRecent } from "./recent.ts";
import { useMay } from "./session.ts";

const [store, palette] = createSpotlight();

/** Opens or closes the palette. */
export const togglePalette = palette.toggle;

type Kind = Schema<"FoundKind">;
const ICONS = Object.fromEntries(PLACES.map(({ key, icon }) => [key, icon]));
const ICON_OF: Record<Kind, string> = {
  customer: "customers",
  article: "articles",
  offer: "offers",
  order: "orders",
  invoice: "invoices",
};

function useOpenFound() {
  const navigate = useNavigate();
  return (kind: Kind, id: string) => {
    switch (kind) {
      case "customer":
        return navigate({ to: "/kunder/$customerId", params: { customerId: id } });
      case "article":
        return navigate({ to: "/artiklar/$articleId", params: { articleId: id } });
      case "offer":
        return navigate({ to: "/offerter/$offerId", params: { offerId: id } });
      case "order":
        return navigate({ to: "/order/$orderId", params: { orderId: id } });
      case "invoice":
        return navigate({ to: "/fakturor/$invoiceId", params: { invoiceId: id } });
    }
  };
}

type Found = { kind: Kind; id: string; number?: string | null; title: string; subtitle: string };

/** Things of the company as lines of the palette. */
function useLines(): (things: Found[]) => SpotlightActionData[] {
  const openFound = useOpenFound();
  return (things) =>
    things.map((thing) => {
      const Icon = ICONS[ICON_OF[thing.kind]];
      return {
        id: `${thing.kind} ${thing.id}`,
        label: thing.number ? `${thing.number} ${thing.title}` : thing.title,
        description: thing.subtitle,
        leftSection: Icon && <Icon size={18} aria-hidden />,
        onClick: () => openFound(thing.kind, thing.id),
      };
    });
}

const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ["search", q],
    queryFn: () => answer(api.GET("/api/v1/search", { params: { query: { q, limit: 12 } } })),
    enabled: q !== "",
    placeholderData: keepPreviousData,
  });

/** The palette. It is open from the beginning: it is fetched when somebody wants it. */
export function Palette() {
  const { t } = useTranslation();
  const may = useMay();
  const lines = useLines();
  const [open, setOpen] = useState(true);
  const [text, setText] = useState("");
  const wanted = text.trim();
  const { data, settled, shows } = useFound(searchQuery, text, { pause: 120, enabled: may("search") });
  useEffect(palette.open, []);
  const commands = useCommands(wanted);
  const recent = useRecent(open && !wanted);
  const found = wanted
    ? (data?.items ?? []).filter((each) => shows(each.number, each.title, each.subtitle))
    : [];
  const groups = [
    { group: t("shell.recent"), actions: lines(recent) },
    { group: t("shell.found"), actions: lines(found) },
    { group: t("shell.commands"), actions: commands },
  ].filter(({ actions }) => actions.length > 0);
  // What was typed leads to the first that fits, as long as no other is chosen; who types fast waits for the answer.
  const [going, setGoing] = useState(false);
  const first = groups.flatMap(({ actions }) => actions)[0];
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const goes = event.key === "Enter" && wanted !== "" && store.getState().selected === -1;
    if (goes) event.preventDefault();
    setGoing(goes);
  };
  useEffect(() => {
    if (!going || !settled) return;
    setGoing(false);
    if (!first) return;
    palette.close();
    (first.onClick as (() => void) | undefined)?.();
  }, [going, settled, first]);
  return (
    <Spotlight
      attributes={{ content: { "aria-label": t("shell.search") } }}
      store={store}
      actions={groups}
      query={text}
      onQueryChange={setText}
      onSpotlightOpen={() => setOpen(true)}
      onSpotlightClose={() => {
        setOpen(false);
        setGoing(false);
      }}
      // The server and the words above have filtered already.
      filter={(_, actions) => actions}
      // The frame listens to the keys, also before this is here.
      shortcut={null}
      // The field stays where it is, however many lines there are.
      centered={false}
      scrollable
      maxHeight={440}
      limit={40}
      highlightQuery
      nothingFound={t(settled ? "shell.searchEmpty" : "common.searching")}
      searchProps={{
        leftSection: <IconSearch size={20} aria-hidden />,
        onKeyDown,
        placeholder: t("shell.searchHint"),
        "aria-label": t("shell.searchHint"),
      }}
    />
  );
}
