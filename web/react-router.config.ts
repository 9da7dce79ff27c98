import { join } from 'node:path';
import type { Config } from '@react-router/dev/config';
import { externaliseIn } from './externalise-inline-scripts.ts';

export default {
  appDirectory: 'app',
  buildDirectory: 'build',
  // One page for every address; the API is elsewhere.
  ssr: false,
  buildEnd: ({ reactRouterConfig }) => externaliseIn(join(reactRouterConfig.buildDirectory, 'client')),
} satisfies Config;
