import { reactRouter } from '@react-router/dev/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [reactRouter()],
  // SWR brings this along for older versions of React; today's has it itself.
  resolve: { alias: { 'use-sync-external-store/shim': 'react' } },
  server: {
    // `vite dev` beside a running `npm start`, for work on the web app itself.
    proxy: { '/api': 'http://localhost:8080' },
  },
});
