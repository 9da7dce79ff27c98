import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteError } from 'react-router';
import { I18nProvider } from './i18n/i18n.tsx';
import './styles.ts';
import { theme } from './theme.tsx';
import { Crash } from './ui/crash.tsx';
import { Logo } from './ui/logo.tsx';
import { Toasts } from './ui/toasts.tsx';

export const Layout = ({ children }: { readonly children: ReactNode }) => (
  <html lang="en" suppressHydrationWarning>
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta
        name="description"
        content="An assistant that carries on email conversations from your own Gmail."
      />
      <meta name="theme-color" content="#faf9f6" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#161513" media="(prefers-color-scheme: dark)" />
      <title>Email AI</title>
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      <script src="/boot.js" />
      <Meta />
      <Links />
    </head>
    <body>
      <Surroundings>{children}</Surroundings>
      <ScrollRestoration />
      <Scripts />
    </body>
  </html>
);

const Surroundings = ({ children }: { readonly children: ReactNode }) => (
  <MantineProvider theme={theme} defaultColorScheme="auto">
    <I18nProvider>
      {children}
      <Toasts />
    </I18nProvider>
  </MantineProvider>
);

/** Shown until the scripts have loaded. */
export const HydrateFallback = () => (
  <div className="splash" aria-busy="true">
    <Logo size={44} />
  </div>
);

export const ErrorBoundary = () => <Crash error={useRouteError()} />;

export default function App() {
  return <Outlet />;
}
