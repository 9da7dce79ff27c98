/** A simulated person at example.com who answers automatically. */
export interface Inhabitant {
  readonly email: string;
  readonly name: string;
  /** One line for people who are new to the demo. */
  readonly description: string;
  /** A program, which must not answer programs (RFC 3834); people may. */
  readonly machine: boolean;
}

export const INHABITANTS = [
  {
    email: 'maria@example.com',
    name: 'Maria Lopez',
    description: 'Keen: asks a question first, then agrees to something concrete.',
    machine: false,
  },
  {
    email: 'oliver@example.com',
    name: 'Oliver Brandt',
    description: 'Out of office: an automatic reply says when he is back.',
    machine: true,
  },
  {
    email: 'dana@example.com',
    name: 'Dana Whitfield',
    description: 'Declines, politely.',
    machine: false,
  },
  {
    email: 'stefan@example.com',
    name: 'Stefan Novak',
    description: 'Asks not to be written to again.',
    machine: false,
  },
] as const satisfies readonly Inhabitant[];

export type InhabitantEmail = (typeof INHABITANTS)[number]['email'];
