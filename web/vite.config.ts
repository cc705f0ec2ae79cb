import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npx vite build web` → dist-web/. Nothing is inlined, so the page runs under `script-src 'self'` and Trusted Types. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: '../dist-web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': process.env.API_ORIGIN ?? 'http://127.0.0.1:3000' } },
});
