/** How are a few words chosen of a closed set? Ticked, all of them seen at once, on the phone too. */
import { Checkbox, SimpleGrid } from "@mantine/core";
import type { ReactNode } from "react";

type Props = {
  label: string;
  required?: boolean;
  data: { value: string; label: string }[];
  value: string[];
  error: ReactNode;
  path: string;
  onChange: (chosen: string[]) => void;
};

/** A few words to tick. */
export function Choices({ label, required = false, data, value, error, path, onChange }: Props) {
  return (
    <Checkbox.Group label={label} required={required} value={value} error={error} onChange={onChange}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="xs" my="xs">
        {data.map((each, at) => (
          <Checkbox
            key={each.value}
            size="md"
            value={each.value}
            label={each.label}
            data-path={at === 0 ? path : undefined}
          />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  );
}
