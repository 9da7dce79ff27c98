/** An envelope whose flap is a speech bubble's tail: a letter that answers. */
export const Logo = ({ size = 28 }: { readonly size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 32 32"
    aria-hidden="true"
    focusable="false"
    style={{ flex: 'none' }}
  >
    <path
      d="M6 5h20a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H14l-6.2 4.6c-.7.5-1.6 0-1.6-.8V25A4 4 0 0 1 2 21V9a4 4 0 0 1 4-4z"
      fill="var(--accent)"
    />
    <path
      d="m8.5 11.5 7.5 5.5 7.5-5.5"
      fill="none"
      stroke="var(--on-accent)"
      strokeWidth="2.2"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
);

export const Wordmark = () => (
  <span className="wordmark">
    <Logo />
    <span>Email AI</span>
  </span>
);
