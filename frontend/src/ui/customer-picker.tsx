/** For whom is the document? A customer by a few letters. */
import { Select, type SelectProps } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { pickCustomers, pickedCustomer } from "@/api/pick.ts";
import { takesHighlighted } from "./highlighted.ts";
import { useFound } from "./use-found.ts";

type Props = Omit<SelectProps, "data" | "value" | "onChange"> & {
  value: string | null;
  onChange: (id: string | null) => void;
  path?: string;
};

/** A field that finds customers on the server. */
export function CustomerPicker({ value, onChange, path, ...input }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const { data: chosen } = useQuery({ ...pickedCustomer(value ?? ""), enabled: value !== null });
  const wanted = chosen && text === chosen.name ? "" : text;
  const { data, settled, shows } = useFound(pickCustomers, wanted);
  const found = (data?.items ?? [])
    .filter((each) => shows(each.number, each.name, each.city))
    .map(({ id, name, city }) => ({ value: id, label: name, city }));
  const all =
    chosen && !found.some((each) => each.value === chosen.id)
      ? [{ value: chosen.id, label: chosen.name, city: chosen.address.city }, ...found]
      : found;
  return (
    <Select
      searchable
      data-path={path}
      nothingFoundMessage={t(settled ? "common.emptyFiltered" : "common.searching")}
      {...takesHighlighted}
      {...input}
      data={all}
      // The server has found them.
      filter={({ options }) => options}
      value={value}
      onChange={onChange}
      searchValue={text}
      onSearchChange={setText}
      renderOption={({ option }) => {
        const city = found.find((each) => each.value === option.value)?.city;
        return city ? `${option.label}, ${city}` : option.label;
      }}
    />
  );
}
