/** Where do a draft's fields and its document stand? Side by side, or behind two tabs where there is no room for both. */
import { Tabs } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { BesidePaper } from "./pdf-view.tsx";

/** What is shown: the document, or else the fields. */
export type DraftView = "pdf" | undefined;

type Props = {
  view: DraftView;
  /** Saves what isn't saved. */
  flush: () => Promise<unknown>;
  onView: (view: DraftView) => void;
  fields: ReactNode;
  /** Behind its tab, drawn only while it is looked at. */
  paper: ReactNode;
};

/** The desk. The document shows what was written until now. */
export function DraftDesk({ view, flush, onView, fields, paper }: Props) {
  const { t } = useTranslation();
  const wide = useMediaQuery("(min-width: 75em)", undefined, { getInitialValueInEffect: false });
  if (wide) return <BesidePaper paper={paper}>{fields}</BesidePaper>;
  const show = async (tab: string | null) => {
    if (tab === "pdf") await flush();
    onView(tab === "pdf" ? "pdf" : undefined);
  };
  // The fields go on watching over what is written while they are hidden.
  return (
    <Tabs value={view ?? "fields"} onChange={show} keepMounted keepMountedMode="display-none">
      <Tabs.List grow mb="md">
        <Tabs.Tab value="fields">{t("common.pdf.fields")}</Tabs.Tab>
        <Tabs.Tab value="pdf">{t("common.pdf.title")}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="fields">{fields}</Tabs.Panel>
      <Tabs.Panel value="pdf">{view === "pdf" && paper}</Tabs.Panel>
    </Tabs>
  );
}

/** Leads to a field, which can't be done as long as the document is shown in its place. */
export function useLeadToField(view: DraftView, onView: (view: DraftView) => void) {
  const [wanted, setWanted] = useState<{ lead: () => void } | null>(null);
  useEffect(() => {
    if (!wanted || view) return;
    setWanted(null);
    wanted.lead();
  }, [wanted, view]);
  return (lead: () => void) => {
    if (view) onView(undefined);
    setWanted({ lead });
  };
}
