/** How is a number typed? As text with a Swedish comma; what can't be read stays in the field and says so. */
import { TextInput, type TextInputProps } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { editDecimal, parseDecimal, showDecimal } from "@/lib/number.ts";
import { useUnreadable } from "./unreadable.ts";

type Props = Omit<TextInputProps, "value" | "onChange"> & {
  /** An integer of `decimals`-th parts; null when the field is empty. */
  value: number | null;
  /** Null when the field is empty or can't be read; `readable` tells which. */
  onChange: (value: number | null, readable: boolean) => void;
  decimals: number;
  /** Decimals that are always shown. */
  atLeast?: number;
  /** Without spaces between thousands: a number that names something. */
  plain?: boolean;
  /** The path of the field in its form. */
  path?: string;
};

/** A number field. */
export function DecimalInput({
  value,
  onChange,
  decimals,
  atLeast = 0,
  plain,
  path,
  error,
  ...input
}: Props) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState<string | null>(null);
  const unreadable = text !== null && text.trim() !== "" && parseDecimal(text, decimals) === null;
  useUnreadable(field, unreadable);
  const show = plain ? editDecimal : showDecimal;
  const resting = value === null ? "" : show(value, decimals, atLeast);
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      data-path={path}
      {...input}
      ref={field}
      value={text ?? resting}
      error={unreadable ? t("common.requestedNumberFormat") : error}
      onFocus={(event) => {
        setText((typed) => typed ?? (value === null ? "" : editDecimal(value, decimals, atLeast)));
        const field = event.currentTarget;
        // To select is to focus: whoever has gone on meanwhile isn't fetched back.
        requestAnimationFrame(() => document.activeElement === field && field.select());
      }}
      onBlur={() => {
        // Typed text that is no number stays to be mended.
        if (!unreadable) setText(null);
      }}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        const empty = typed.trim() === "";
        const read = empty ? null : parseDecimal(typed, decimals);
        onChange(read, empty || read !== null);
      }}
    />
  );
}
