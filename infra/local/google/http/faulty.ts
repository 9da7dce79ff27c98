import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { InjectedFault } from '../world/faults.ts';
import type { Kernel } from '../world/kernel.ts';
import { gmailFailure, oauthFailure } from './failures.ts';

export interface Env {
  Bindings: HttpBindings;
}

export interface Faulty {
  readonly kernel: Pick<Kernel, 'now'>;
  takeFault(method: string, email: string | null): InjectedFault | null;
}

interface FaultyCall {
  readonly method: string;
  readonly email: string | null;
  /** Which API's error format is used. */
  readonly shape: 'gmail' | 'oauth';
}

/** Does the work, with the planned fault before it, instead of it or after it. */
export async function injectFault(
  faulty: Faulty,
  context: Context<Env>,
  call: FaultyCall,
  work: () => Response | Promise<Response>,
): Promise<Response> {
  const strike = faulty.takeFault(call.method, call.email);
  if (strike === null) return work();
  if (strike.when === 'after') await work();
  switch (strike.kind) {
    case 'hang':
      await new Promise<void>((resolve) => context.env.outgoing.once('close', () => resolve()));
      return RESPONSE_ALREADY_SENT;
    case 'drop_before':
    case 'drop_after':
      context.env.incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    default:
      if (call.shape === 'oauth') return oauthFailure(strike.kind);
      throw gmailFailure(strike.kind, call.method, faulty.kernel.now());
  }
}
