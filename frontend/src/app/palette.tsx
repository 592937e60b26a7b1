/** How does one get anywhere by typing? Ctrl+K: places, commands, and everything the server finds. */

import { useDebouncedValue } from "@mantine/hooks";
import { createSpotlight, Spotlight } from "@mantine/spotlight";
import "@mantine/spotlight/styles.layer.css";
import IconSearch from "@tabler/icons-react/dist/esm/icons/IconSearch.mjs";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Schema } from "@/api/client.ts";
import { CREATES, PLACES, usePlaces } from "./navigation.ts";
import { useMay } from "./session.ts";

const [store, palette] = createSpotlight();

/** Opens the palette. */
export const openPalette = palette.open;

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

/** The palette; opens with Ctrl+K or ⌘K, from inside fields too. */
export function Palette() {
  const { t } = useTranslation();
  const may = useMay();
  const places = usePlaces();
  const navigate = useNavigate();
  const openFound = useOpenFound();
  const [text, setText] = useState("");
  const [q] = useDebouncedValue(text.trim(), 120);
  const { data } = useQuery({
    queryKey: ["search", q],
    queryFn: () => answer(api.GET("/api/v1/search", { params: { query: { q, limit: 12 } } })),
    enabled: q.length > 0 && may("search"),
    placeholderData: keepPreviousData,
  });
  const fits = (label: string) => label.toLowerCase().includes(text.trim().toLowerCase());
  const commands = [
    ...places.map(({ to, key, icon: Icon }) => ({
      id: `go ${to}`,
      label: t(`shell.nav.${key}`),
      leftSection: <Icon size={18} aria-hidden />,
      onClick: () => navigate({ to }),
    })),
    ...CREATES.filter(({ any }) => may(any)).map(({ to, key }) => ({
      id: `new ${key}`,
      label: t(`shell.${key}`),
      onClick: () => navigate({ to }),
    })),
  ].filter(({ label }) => fits(label));
  const found = (q && text.trim() ? (data?.items ?? []) : []).map((item) => {
    const Icon = ICONS[ICON_OF[item.kind]];
    return {
      id: `${item.kind} ${item.id}`,
      label: item.number ? `${item.number} ${item.title}` : item.title,
      description: item.subtitle,
      leftSection: Icon && <Icon size={18} aria-hidden />,
      onClick: () => openFound(item.kind, item.id),
    };
  });
  const groups = [
    ...(found.length ? [{ group: t("shell.found"), actions: found }] : []),
    ...(commands.length ? [{ group: t("shell.commands"), actions: commands }] : []),
  ];
  // What was typed leads to the first that fits, as long as no other is chosen.
  const first = groups.flatMap(({ actions }) => actions)[0];
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !text.trim() || store.getState().selected !== -1) return;
    event.preventDefault();
    palette.close();
    first?.onClick();
  };
  return (
    <Spotlight
      attributes={{ content: { "aria-label": t("shell.search") } }}
      store={store}
      actions={groups}
      query={text}
      onQueryChange={setText}
      // The server and the words above have filtered already.
      filter={(_, actions) => actions}
      shortcut={["mod + K"]}
      tagsToIgnore={[]}
      triggerOnContentEditable
      scrollable
      maxHeight={440}
      limit={40}
      highlightQuery
      nothingFound={t("shell.searchEmpty")}
      searchProps={{
        leftSection: <IconSearch size={20} aria-hidden />,
        onKeyDown,
        placeholder: t("shell.searchHint"),
        "aria-label": t("shell.searchHint"),
      }}
    />
  );
}
