/** Whose time is shown? */
import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { pickPeople } from "@/api/pick.ts";
import { useMe } from "@/app/session.ts";
import classes from "./time.module.css";

type Props = {
  member: string | undefined;
  onMember: (member: string | undefined) => void;
  disabled: boolean;
};

/** The choice of a person, for those who see others' time. */
export function Person({ member, onMember, disabled }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const own = me.company?.membership_id ?? null;
  const { data } = useQuery(pickPeople);
  return (
    <Select
      aria-label={t("time.person")}
      searchable
      allowDeselect={false}
      disabled={disabled}
      nothingFoundMessage={t("common.emptyFiltered")}
      data={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={member ?? own}
      onChange={(id) => onMember(id && id !== own ? id : undefined)}
      className={classes.person}
    />
  );
}
