/** Where is the work done? One of the customer's work sites. */
import { Select, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { pickWorkSites } from "@/api/pick.ts";
import { TextLink } from "@/ui/text-link.tsx";

type Props = {
  customerId: string | null;
  value: string | null;
  onChange: (id: string | null) => void;
  error?: string | undefined;
};

/** A work site in one line. */
export function siteName(site: Schema<"WorkSite">): string {
  return [site.name, site.address.street, site.address.city].filter(Boolean).join(", ");
}

/** The field; without work sites it says where they are added. */
export function WorkSiteSelect({ customerId, value, onChange, error }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery({ ...pickWorkSites(customerId ?? ""), enabled: customerId !== null });
  const sites = data?.items ?? [];
  const none = customerId !== null && data !== undefined && sites.length === 0;
  return (
    <Select
      label={t("common.workSite.title")}
      data-path="work_site_id"
      clearable
      disabled={customerId === null || none}
      placeholder={t(none ? "common.workSite.none" : "common.workSite.choose")}
      data={sites.map((site) => ({ value: site.id, label: siteName(site) || t("common.workSite.unnamed") }))}
      value={value}
      onChange={onChange}
      error={error}
      clearButtonProps={{ "aria-label": t("common.clear") }}
      description={
        none && customerId ? (
          <Text component="span" size="xs">
            <TextLink to="/kunder/$customerId" params={{ customerId }} size="xs">
              {t("common.workSite.add")}
            </TextLink>
          </Text>
        ) : undefined
      }
      inputWrapperOrder={["label", "input", "description", "error"]}
    />
  );
}
