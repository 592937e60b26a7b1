/** Who can handle what? Those who may decide. */
import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { pickPeople } from "@/api/pick.ts";

type Props = { value: string | null; onChange: (id: string | null) => void };

/** A choice of handler. */
export function Handlers({ value, onChange }: Props) {
  const { t } = useTranslation();
  const people = useQuery(pickPeople);
  const deciders = (people.data?.items ?? []).filter(({ role }) => role === "owner" || role === "admin");
  return (
    <Select
      label={t("privacy.handler")}
      data={deciders.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
      allowDeselect={false}
      data-autofocus
    />
  );
}
