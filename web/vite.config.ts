import { reactRouter } from '@react-router/dev/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [reactRouter()],
  server: {
    // `vite dev` beside a running `npm start`, for work on the web app itself.
    proxy: { '/api': 'http://localhost:8080' },
  },
});
