/** Where does somebody live or work? The fields of an address. */
import { Group, Select, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";

type Address = Schema<"Address">;
type Props = {
  value: Address;
  onChange: (address: Address) => void;
  /** By form path. */
  errors: Record<string, unknown>;
  /** The path of the address in its form. */
  path?: string;
  disabled?: boolean;
};

const COUNTRIES = ["SE", "NO", "DK", "FI", "DE"] as const;

/** An address nobody has written yet. */
export const EMPTY_ADDRESS: Address = { street: "", street2: "", postal_code: "", city: "", country: "SE" };

/** The fields. */
export function AddressFields({ value, onChange, errors, path = "address", disabled = false }: Props) {
  const { t } = useTranslation();
  const field = (name: keyof Address) => ({
    value: value[name],
    error: errors[`${path}.${name}`] as string | undefined,
    "data-path": `${path}.${name}`,
    disabled,
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...value, [name]: event.currentTarget.value }),
  });
  const known = COUNTRIES.map((code) => ({ value: code as string, label: t(`common.countries.${code}`) }));
  const countries =
    known.some(({ value: code }) => code === value.country) || !value.country
      ? known
      : [...known, { value: value.country, label: value.country }];
  return (
    <Stack gap="sm">
      <TextInput label={t("common.street")} autoComplete="off" {...field("street")} />
      <TextInput label={t("common.street2")} autoComplete="off" {...field("street2")} />
      <Group grow preventGrowOverflow={false} gap="sm" align="flex-start">
        <TextInput
          label={t("common.postalCode")}
          autoComplete="off"
          inputMode="numeric"
          maw={140}
          {...field("postal_code")}
        />
        <TextInput label={t("common.city")} autoComplete="off" {...field("city")} />
        <Select
          label={t("common.country")}
          data={countries}
          value={value.country}
          allowDeselect={false}
          disabled={disabled}
          data-path={`${path}.country`}
          error={errors[`${path}.country`] as string | undefined}
          onChange={(code) => code && onChange({ ...value, country: code })}
        />
      </Group>
    </Stack>
  );
}
