/** What do people ask about their data, until when is it answered, and how did the year go? */
import { Button } from "@mantine/core";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ListTools } from "@/ui/list-tools.tsx";
import { Page } from "@/ui/page.tsx";
import { Breaches } from "./breaches.tsx";
import { Limits } from "./limits.tsx";
import { NewRequest } from "./new-request.tsx";
import classes from "./privacy.module.css";
import { ProcessingRecord } from "./processing-record.tsx";
import { Recipients } from "./recipients.tsx";
import { Requests } from "./requests.tsx";
import { Retention } from "./retention.tsx";
import { Subjects } from "./subjects.tsx";

const route = getRouteApi("/inside/integritetsarenden");

/** The tabs; each is a component of its own. */
const TABS = ["requests", "subjects", "limits", "breaches", "retention", "recipients", "record"] as const;

/** The page. */
export function PrivacyDeskPage() {
  const { t } = useTranslation();
  const { tab = "requests", as, id } = route.useSearch();
  const navigate = route.useNavigate();
  const [entering, setEntering] = useState(false);
  return (
    <Page
      title={t("privacy.title")}
      subtitle={t("privacy.subtitle")}
      actions={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEntering(true)}>
          {t("privacy.new")}
        </Button>
      }
    >
      <div className={classes.stack}>
        {TABS.length > 1 && (
          <ListTools
            tabs={TABS.map((value) => ({ value, label: t(`privacy.tab.${value}`) }))}
            tab={tab}
            tabsLabel={t("privacy.title")}
            onTab={(value) => navigate({ search: { tab: TABS.find((known) => known === value) } })}
          />
        )}
        {tab === "requests" && <Requests />}
        {tab === "subjects" && <Subjects key={id ?? ""} given={as && id ? { kind: as, id } : undefined} />}
        {tab === "limits" && <Limits />}
        {tab === "breaches" && <Breaches />}
        {tab === "retention" && <Retention />}
        {tab === "recipients" && <Recipients />}
        {tab === "record" && <ProcessingRecord />}
      </div>
      {entering && <NewRequest onClose={() => setEntering(false)} />}
    </Page>
  );
}
