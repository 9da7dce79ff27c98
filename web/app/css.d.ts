import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Sizes that a style sheet computes with. */
    readonly '--size'?: string;
  }
}
