/** How is a moment entered? As day and time in Sweden, wherever the machine stands. */
import { TextInput, type TextInputProps } from "@mantine/core";
import { instantOf, localOf } from "@/lib/instant.ts";

type Props = Omit<TextInputProps, "value" | "onChange" | "type"> & {
  /** The instant, or null. */
  value: string | null;
  onChange: (instant: string | null) => void;
  path?: string;
};

/** A field for day and time. */
export function InstantInput({ value, onChange, path, ...input }: Props) {
  return (
    <TextInput
      type="datetime-local"
      data-path={path}
      {...input}
      value={value ? localOf(value) : ""}
      onChange={(event) => onChange(instantOf(event.currentTarget.value))}
    />
  );
}
