import { type MantineColorScheme, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useI18n } from '../i18n/i18n.tsx';
import { Icon, type IconName } from '../ui/icons.tsx';

const schemes: readonly { readonly value: MantineColorScheme; readonly icon: IconName }[] = [
  { value: 'light', icon: 'sun' },
  { value: 'dark', icon: 'moon' },
  { value: 'auto', icon: 'screen' },
];

export const ThemeSwitch = () => {
  const { t } = useI18n();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      size="xs"
      withItemsBorders={false}
      aria-label={t('appearance.theme')}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as MantineColorScheme)}
      data={schemes.map(({ value, icon }) => ({
        value,
        label: (
          <span className="segment-icon">
            <Icon name={icon} size={15} />
            <span className="visually-hidden">{t(`appearance.${value}`)}</span>
          </span>
        ),
      }))}
    />
  );
};

export const LanguageSwitch = () => {
  const { t, locale, setLocale } = useI18n();
  return (
    <SegmentedControl
      size="xs"
      withItemsBorders={false}
      aria-label={t('appearance.language')}
      value={locale}
      onChange={(value) => setLocale(value === 'ru' ? 'ru' : 'en')}
      data={[
        { value: 'en', label: <span title="English">EN</span> },
        { value: 'ru', label: <span title="Русский">RU</span> },
      ]}
    />
  );
};
