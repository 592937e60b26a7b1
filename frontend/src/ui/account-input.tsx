/** On which sales account is it booked? Four digits of class 3, or none: then the VAT decides. */
import { TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

const SALES = /^3\d{3}$/;

type Props = {
  label: string;
  value: number | null;
  /** Only what can be read is reported; the rest stays in the field to be mended. */
  onChange: (value: number | null) => void;
  error?: ReactNode;
  description?: string;
  disabled?: boolean;
  autoFocus?: boolean;
  path: string;
  w?: number;
};

const written = (value: number | null) => (value === null ? "" : String(value));

/** The field. */
export function AccountInput({ value, onChange, error, path, ...rest }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState(written(value));
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    // It changed by itself: an article was chosen, the document came anew.
    setShown(value);
    setText(written(value));
  }
  const readable = text === "" || SALES.test(text);
  const change = (next: string) => {
    setText(next);
    if (next !== "" && !SALES.test(next)) return;
    const read = next === "" ? null : Number(next);
    setShown(read);
    onChange(read);
  };
  return (
    <TextInput
      {...rest}
      inputMode="numeric"
      maxLength={4}
      placeholder={t("common.lines.accountByVat")}
      classNames={{ input: "figures" }}
      data-path={path}
      value={text}
      error={readable ? error : t("common.lines.accountRange")}
      onChange={({ currentTarget }) => change(currentTarget.value.trim())}
    />
  );
}
