/** Where is work done for a customer? The places, each changed in a dialog. */
import { ActionIcon, Anchor, Button, Skeleton, Text, Title } from "@mantine/core";
import IconMapPin from "@tabler/icons-react/dist/esm/icons/IconMapPin.mjs";
import IconPencil from "@tabler/icons-react/dist/esm/icons/IconPencil.mjs";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import classes from "./customers.module.css";
import { addressLine } from "./details.ts";
import { type Customer, type WorkSite, workSitesQuery } from "./queries.ts";
import { WorkSiteDialog } from "./work-site-dialog.tsx";

/** The work sites of a customer. */
export function WorkSites({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const query = useQuery(workSitesQuery(customer.id));
  const [edited, setEdited] = useState<WorkSite | "new" | null>(null);
  const mayEdit = customer.actions.includes("replace");
  const sites = query.data?.items ?? [];
  return (
    <section className={classes.card} aria-labelledby="work-sites">
      <div className={classes.cardHead}>
        <Title order={2} size="h4" id="work-sites">
          {t("customers.sites")}
        </Title>
        {mayEdit && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setEdited("new")}
          >
            {t("customers.siteAdd")}
          </Button>
        )}
      </div>
      <ProblemAlert error={query.error} retry={() => query.refetch()} />
      {query.isPending && <Skeleton height={44} radius="sm" aria-label={t("common.loading")} role="status" />}
      {query.data && sites.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("customers.sitesEmpty")}
        </Text>
      )}
      <ul className={classes.rows}>
        {sites.map((site) => (
          <li key={site.id} className={classes.row}>
            <Site site={site} />
            {mayEdit && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={44}
                aria-label={t("customers.siteEditNamed", { name: site.name })}
                onClick={() => setEdited(site)}
              >
                <IconPencil size={18} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {edited && (
        <WorkSiteDialog
          customer={customer}
          site={edited === "new" ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}

function Site({ site }: { site: WorkSite }) {
  const { t } = useTranslation();
  const address = addressLine(site.address);
  const home = [
    site.property_designation,
    site.apartment_number && `${t("customers.apartmentNumber")} ${site.apartment_number}`,
    site.housing_association_number,
  ].filter(Boolean);
  return (
    <div className={classes.what}>
      <Text size="sm" fw={550}>
        {site.name}
      </Text>
      {address && (
        <Anchor
          href={`https://www.openstreetmap.org/search?query=${encodeURIComponent(address)}`}
          target="_blank"
          rel="noreferrer"
          size="xs"
          title={t("customers.map")}
        >
          <IconMapPin size={13} aria-hidden /> {address}
        </Anchor>
      )}
      {home.length > 0 && (
        <Text size="xs" c="dimmed">
          {home.join(" · ")}
        </Text>
      )}
      {site.note && (
        <Text size="xs" style={{ whiteSpace: "pre-line" }}>
          {site.note}
        </Text>
      )}
    </div>
  );
}
