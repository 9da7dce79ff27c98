import { createTheme, type MantineColorsTuple } from '@mantine/core';
import { Icon } from './ui/icons.tsx';

/** The one accent: the green of a franked letter's ink. White on index 6 and on 7 passes 4.5:1. */
const pine: MantineColorsTuple = [
  '#eef7f3',
  '#dceee6',
  '#b6dccb',
  '#8cc9ae',
  '#66b795',
  '#3f9f79',
  '#2a8463',
  '#1d6b4f',
  '#17563f',
  '#0f4030',
];

/** Warm greys, so that long texts rest on paper rather than on glass. */
const dark: MantineColorsTuple = [
  '#eae8e3',
  '#cfccc5',
  '#a9a69e',
  '#8b8880',
  '#55534d',
  '#3a3934',
  '#2b2a26',
  '#21201d',
  '#191816',
  '#121110',
];

const gray: MantineColorsTuple = [
  '#faf9f6',
  '#f3f1ec',
  '#e9e6df',
  '#dcd8cf',
  '#c6c1b6',
  '#a09b90',
  '#6f6b63',
  '#55524b',
  '#393732',
  '#23221f',
];

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  colors: { pine, dark, gray },
  black: '#1d1c19',
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily:
    '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  headings: { fontWeight: '620' },
  components: {
    // By name: naming the component itself would bring it into the first bundle.
    NativeSelect: { defaultProps: { rightSection: <Icon name="chevronDown" size={16} /> } },
  },
});
