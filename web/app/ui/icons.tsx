import type { ReactNode } from 'react';

const shapes = {
  home: (
    <>
      <path d="M4 11.5 12 4l8 7.5" />
      <path d="M6 10v9.5h12V10" />
      <path d="M10 19.5v-5h4v5" />
    </>
  ),
  assistant: (
    <>
      <circle cx="12" cy="8" r="3.75" />
      <path d="M4.5 20c.6-4 3.5-6 7.5-6s6.9 2 7.5 6" />
    </>
  ),
  threads: (
    <>
      <path d="M4 5.5h16v11H11l-4.5 3.5v-3.5H4z" />
      <path d="M8 9.5h8M8 12.5h5" />
    </>
  ),
  activity: <path d="M3.5 12h4l2.5-7 4 14 2.5-7h4" />,
  settings: (
    <>
      <path d="M4 7h9M17 7h3M4 17h3M11 17h9M4 12h2M10 12h10" />
      <circle cx="15" cy="7" r="2" />
      <circle cx="9" cy="17" r="2" />
      <circle cx="8" cy="12" r="2" />
    </>
  ),
  signOut: (
    <>
      <path d="M10 4.5H5v15h5" />
      <path d="M9.5 12H20m-4-4 4 4-4 4" />
    </>
  ),
  pause: <path d="M8.5 5v14M15.5 5v14" />,
  plus: <path d="M12 5v14M5 12h14" />,
  check: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  close: <path d="m6 6 12 12M18 6 6 18" />,
  alert: (
    <>
      <path d="M12 4 2.8 19.5h18.4z" />
      <path d="M12 10v4.5M12 17v.1" />
    </>
  ),
  info: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 11v5M12 8v.1" />
    </>
  ),
  mail: (
    <>
      <rect x="3" y="5.5" width="18" height="13" rx="1.5" />
      <path d="m3.5 7 8.5 6.5L20.5 7" />
    </>
  ),
  pen: (
    <>
      <path d="M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19z" />
      <path d="m14 6.5 3.5 3.5" />
    </>
  ),
  send: (
    <>
      <path d="M20.5 3.5 3.5 10l7 3.5 3.5 7z" />
      <path d="m10.5 13.5 5-5" />
    </>
  ),
  refresh: (
    <>
      <path d="M19.5 8A8.2 8.2 0 0 0 5 8.5M4.5 4.5V9H9" />
      <path d="M4.5 16A8.2 8.2 0 0 0 19 15.5M19.5 19.5V15H15" />
    </>
  ),
  trash: (
    <>
      <path d="M4.5 6.5h15M9.5 6.5v-2h5v2" />
      <path d="m6.5 6.5 1 13h9l1-13M10 10v6M14 10v6" />
    </>
  ),
  copy: (
    <>
      <rect x="8.5" y="8.5" width="11" height="11" rx="1.5" />
      <path d="M15.5 8.5v-4h-11v11h4" />
    </>
  ),
  stop: <rect x="6" y="6" width="12" height="12" rx="2" />,
  play: <path d="M7 4.5v15l12-7.5z" />,
  clock: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7v5.2l3.5 2" />
    </>
  ),
  search: (
    <>
      <circle cx="10.5" cy="10.5" r="6" />
      <path d="m15 15 5 5" />
    </>
  ),
  flask: (
    <>
      <path d="M9.5 3.5h5M10.5 3.5v6L5 18.5c-.6 1 0 2 1.2 2h11.6c1.2 0 1.8-1 1.2-2l-5.5-9v-6" />
      <path d="M7.8 14.5h8.4" />
    </>
  ),
  chevronDown: <path d="m6 9.5 6 6 6-6" />,
  back: <path d="M20 12H4.5m6-6-6 6 6 6" />,
  external: (
    <>
      <path d="M13.5 4.5h6v6M19.5 4.5 11 13" />
      <path d="M17.5 14v5.5h-13v-13H10" />
    </>
  ),
  sun: (
    <>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4" />
    </>
  ),
  moon: <path d="M20 14.5A8.3 8.3 0 0 1 9.5 4a8.3 8.3 0 1 0 10.5 10.5z" />,
  screen: (
    <>
      <rect x="3" y="4.5" width="18" height="12" rx="1.5" />
      <path d="M8.5 20h7M12 16.5V20" />
    </>
  ),
  flag: (
    <>
      <path d="M5.5 21V4" />
      <path d="M5.5 4.5c4-2 7 2 13 0v9c-6 2-9-2-13 0" />
    </>
  ),
  people: (
    <>
      <circle cx="9" cy="8.5" r="3.25" />
      <path d="M2.8 19.5c.5-3.6 2.8-5.3 6.2-5.3s5.7 1.7 6.2 5.3" />
      <path d="M15.5 5.5a3.2 3.2 0 0 1 0 6M17.5 14.6c2 .7 3.3 2.3 3.7 4.9" />
    </>
  ),
  shield: <path d="M12 3.5 5 6v5.5c0 4.5 2.8 7.5 7 9 4.2-1.5 7-4.5 7-9V6z" />,
  download: <path d="M12 4v11m-4.5-4.5L12 15l4.5-4.5M4.5 19.5h15" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

/** A line drawing beside a text with the same meaning; hidden from screen readers. */
export const Icon = ({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
    style={{ flex: 'none' }}
  >
    {shapes[name]}
  </svg>
);
